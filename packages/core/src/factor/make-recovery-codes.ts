import { notify } from '../account/notify.ts';
import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import { lockForChange } from './change.ts';
import { asksForSecond } from './factor.ts';
import { hashRecoveryCode, makeRecoveryCode, recoveryCodeCount } from './recovery-code.ts';
import { settleChange } from './settle-change.ts';

/**
 * Makes a set of recovery codes in the place of the one before. They are readable here and never again. Refuses
 * `reauthentication_required`, `sign_in_elsewhere`, and `factor_needed` where they would be the only second factor.
 */
export async function makeRecoveryCodes(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  owner: Owner,
): Promise<readonly string[]> {
  requireFreshProof(owner, deps.clock.now());
  const { accountId, credentialId } = owner;
  const codes = Array.from({ length: recoveryCodeCount }, () => makeRecoveryCode(deps.chance.bytes));
  const epoch = await deps.transaction(async (stores) => {
    const account = await lockForChange(stores, accountId);
    await requireProofNow(stores, deps, owner);
    const factors = await stores.factors.listOf(accountId);
    if (!asksForSecond(factors)) throw new Refusal('factor_needed');
    const before = factors.find(({ kind }) => kind === 'recovery_codes');
    if (before !== undefined) await stores.factors.remove(before.id, accountId);
    const now = deps.clock.now();
    await stores.factors.insertRecoveryCodes(
      { id: deps.chance.id(), accountId, name: null, createdAt: now },
      codes.flatMap((code) => hashRecoveryCode(code) ?? []),
    );
    const kind = 'recovery_codes';
    const details = { kind, replaced: before !== undefined };
    await note(stores, deps, { event: 'factor.added', accountId, by: owner, details });
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'factor_added', displayName, factor: kind, at: now });
    return settleChange(stores, deps, accountId, credentialId);
  });
  await deps.confirmation.confirmed(epoch);
  return codes;
}
