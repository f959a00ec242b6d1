import type { Owner } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { lockMember } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { SignInAccount } from './account.ts';
import { mailResetLink } from './mail-reset-link.ts';
import { notify } from './notify.ts';

type StartDeps = Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post' | 'publicOrigin' | 'throttle' | 'transaction'>;

/**
 * An administrator starts the reset of a member's password: the single-use link goes to the member's own proved address, and whoever
 * asked learns nothing that signs in (ASVS 6.4.6). Nothing ends and no password changes before its owner uses it; their other
 * addresses are told. Returns to where it went. Refuses `reauthentication_required`, `not_found`,
 * `beyond_own_rights`, `mail_not_configured`, `account_disabled`, `sign_in_elsewhere`, `no_proved_address` and `throttled`.
 */
export async function startPasswordReset(
  deps: StartDeps,
  keeper: Owner,
  accountId: string,
): Promise<{ readonly email: string }> {
  requireFreshProof(keeper, deps.clock.now());
  const { organizationId } = keeper;
  // By organization, so that one of them cannot use up what another has.
  const keys = [{ rule: 'mail', key: `reset:${organizationId}:${accountId}` }] as const;
  await deps.throttle.attempt(keys);
  try {
    return await sendLink(deps, keeper, accountId);
  } catch (error) {
    // Nothing was sent: whoever may not ask must not use up what others may.
    if (error instanceof Refusal) await deps.throttle.succeeded(keys);
    throw error;
  }
}

function sendLink(deps: StartDeps, keeper: Owner, accountId: string): Promise<{ readonly email: string }> {
  const { organizationId } = keeper;
  return deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    await lockMember(stores, keeper, 'pf.passwords.reset', accountId);
    if (!deps.canMail) throw new Refusal('mail_not_configured');
    const account = await lockOpen(stores, accountId);
    const [email] = (await stores.accounts.loginNames(accountId)).filter(({ kind }) => kind === 'email');
    if (email === undefined) throw new Refusal('no_proved_address');
    const by = (await stores.accounts.find(keeper.accountId))?.displayName ?? '';
    const organization = (await stores.organizations.find(organizationId))?.name ?? '';
    const asked = { by, organization };
    await mailResetLink(stores, deps, account, email.text, keeper, {
      kind: 'password_reset_by_administrator',
      ...asked,
    });
    const { displayName } = account;
    const told = {
      kind: 'password_reset_started',
      displayName,
      at: deps.clock.now(),
      email: email.text,
      ...asked,
    } as const;
    await notify(stores, deps, account, told, [email.text]);
    return { email: email.text };
  });
}

/** An account that may have a password here, and sign in. */
async function lockOpen(
  { accounts, services }: Pick<Stores, 'accounts' | 'services'>,
  accountId: string,
): Promise<SignInAccount> {
  const account = await accounts.lock(accountId);
  if (account === null) throw new Refusal('not_found');
  if (account.disabledAt !== null) throw new Refusal('account_disabled');
  if ((await services.findExternalOf(accountId)) !== null) throw new Refusal('sign_in_elsewhere');
  return account;
}
