import { findByLogin } from '../account/find-by-login.ts';
import { notify } from '../account/notify.ts';
import type { Operator, Owner } from '../actor.ts';
import type { EndReason } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockMember, requireReach } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { settleChange } from './settle-change.ts';

type ResetDeps = Pick<Deps, 'canMail' | 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>;

/** What becomes of the account's sessions. */
export type AfterReset = 'sign_out' | 'keep';

/** Who does it, and how the log and the endings say so. */
interface By {
  readonly actor: Owner | Operator;
  readonly reason: EndReason;
}

/**
 * The way back for somebody who has lost every second factor: the operator takes them all away, and the password alone signs in.
 * Refuses `not_found`.
 */
export async function resetFactorsByOperator(
  deps: ResetDeps & Pick<Deps, 'accounts'>,
  operator: Operator,
  login: string,
  sessions: AfterReset,
): Promise<Outcome> {
  const { id: accountId } = await findByLogin(deps, login);
  const by = { actor: operator, reason: 'revoked_by_operator' } as const;
  return settle(deps, await deps.transaction(async (stores) => reset(stores, deps, accountId, sessions, by)));
}

/**
 * The same by an administrator of the organization. Factors are the account's everywhere, so the right to reset them is needed in
 * each organization that the member is in. Refuses `reauthentication_required`, `not_found` and `beyond_own_rights`.
 */
export async function resetFactorsOfMember(
  deps: ResetDeps,
  keeper: Owner,
  accountId: string,
  sessions: AfterReset,
): Promise<Outcome> {
  requireFreshProof(keeper, deps.clock.now());
  const by = { actor: keeper, reason: 'revoked_by_administrator' } as const;
  return settle(
    deps,
    await deps.transaction(async (stores) => {
      await lockProved(stores, deps, keeper, [accountId]);
      await lockMember(stores, keeper, 'pf.factors.reset', accountId);
      for (const { organizationId, role } of await stores.organizations.membershipsOf(accountId)) {
        await requireReach(stores, { ...keeper, organizationId }, 'pf.factors.reset', [role]);
      }
      return reset(stores, deps, accountId, sessions, by);
    }),
  );
}

interface Done {
  readonly count: number;
  readonly epoch: number;
}

async function reset(
  stores: Stores,
  deps: ResetDeps,
  accountId: string,
  sessions: AfterReset,
  { actor, reason }: By,
): Promise<Done> {
  const account = await stores.accounts.lock(accountId);
  if (account === null) throw new Refusal('not_found');
  const at = deps.clock.now();
  const removed = await stores.factors.removeAll(accountId);
  // On which device an administrator sits is nobody's business.
  const by = { accountId: actor.kind === 'account' ? actor.accountId : null, deviceId: null };
  const ends =
    sessions === 'keep' ? null : await end(stores, deps, { accountId, kinds: ['session'] }, { reason, at, by });
  const details = { factors: removed, sessions, ended: ends?.count ?? 0 };
  await note(stores, deps, { event: 'factor.reset', accountId, by: actor, details });
  await notify(stores, deps, account, { kind: 'factors_reset', displayName: account.displayName, at });
  return { count: ends?.count ?? 0, epoch: await settleChange(stores, deps, accountId, null) };
}

async function settle({ confirmation }: Pick<Deps, 'confirmation'>, { count, epoch }: Done): Promise<Outcome> {
  return { outcome: 'ended', count, hold: null, receipt: await confirmation.confirmed(epoch) };
}
