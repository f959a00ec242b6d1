import { checkEmail } from '../account/login-names.ts';
import type { Keeper } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import { requireReach } from '../organization/keeper.ts';
import type { Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Invitation } from './invitation.ts';
import { takeBack } from './take-back.ts';

export interface InviteInput {
  readonly email: string;
  readonly role: Role;
}

export interface MadeInvitation {
  readonly invitation: Invitation;
  /** To be handed over in person, readable here and never again; `null` where it was mailed. */
  readonly url: string | null;
}

type InviteDeps = Pick<
  Deps,
  'accounts' | 'canMail' | 'chance' | 'clock' | 'post' | 'publicOrigin' | 'throttle' | 'transaction'
>;

/**
 * Asks somebody to come into the organization, by mail where that is configured; one that waits for the same address is replaced.
 * Whether an account has that address is not told, unless it is a member already. Refuses `reauthentication_required`,
 * `beyond_own_rights` where the role, or that of one it replaces, permits more than the keeper's, `email_invalid`, `already_member`
 * and `throttled`.
 */
export async function invite(deps: InviteDeps, keeper: Keeper, { email, role }: InviteInput): Promise<MadeInvitation> {
  requireFreshProof(keeper, deps.clock.now());
  const { text, normalized } = checkEmail(email);
  await deps.throttle.attempt([
    // Beside the count of those who ask for a new password, which inviting somebody must not use up.
    { rule: 'mail', key: `invited:${normalized}` },
    ...(keeper.kind === 'account' ? [{ rule: 'invitation' as const, key: keeper.accountId }] : []),
  ]);
  const { organizationId } = keeper;
  return deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper);
    const organization = await stores.organizations.lock(organizationId);
    if (organization === null) throw new Refusal('not_found');
    const waiting = await stores.invitations.findWaiting(organizationId, text, deps.clock.now());
    await requireReach(stores, keeper, 'pf.users.invite', [role, ...waiting.map((replaced) => replaced.role)]);
    const known = await stores.accounts.findLoginName(normalized);
    if (known !== null && (await stores.organizations.membership(known.accountId, organizationId)) !== null) {
      throw new Refusal('already_member', { field: 'email' });
    }
    for (const { id } of waiting) await takeBack(stores, id, deps.clock.now());
    const made = await makeInvitation(stores, deps, keeper, text, role);
    const details = { role };
    await note(stores, deps, { event: 'invitation.made', accountId: null, organizationId, by: keeper, details });
    if (deps.canMail) await mail(stores, deps, keeper, { to: text, organizationName: organization.name, ...made });
    return { invitation: made.invitation, url: deps.canMail ? null : made.url };
  });
}

async function makeInvitation(
  stores: Pick<Stores, 'invitations' | 'links'>,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'publicOrigin'>,
  keeper: Keeper,
  email: string,
  role: Role,
): Promise<{ readonly invitation: Invitation; readonly url: string }> {
  const id = deps.chance.id();
  // Handed over in person it proves no address.
  const proves = deps.canMail ? email : null;
  const { url } = await makeLink(stores, deps, {
    id,
    purpose: 'invitation',
    accountId: null,
    email: proves,
  });
  const byAccountId = keeper.kind === 'account' ? keeper.accountId : null;
  await stores.invitations.insert({ id, organizationId: keeper.organizationId, email, role, byAccountId });
  const invitation = await stores.invitations.find(id);
  if (invitation === null) throw new Refusal('not_found');
  return { invitation, url };
}

interface InvitationMail {
  readonly to: string;
  readonly organizationName: string;
  readonly invitation: Invitation;
  readonly url: string;
}

async function mail(
  { accounts, outbox }: Pick<Stores, 'accounts' | 'outbox'>,
  { post }: Pick<Deps, 'post'>,
  keeper: Keeper,
  { to, organizationName, invitation: { expiresAt }, url }: InvitationMail,
): Promise<void> {
  const inviter = keeper.kind === 'account' ? await accounts.find(keeper.accountId) : null;
  // Nothing is known of the language of whoever reads it; the inviter's is the best guess.
  const locale = inviter?.locale ?? null;
  const by = inviter?.displayName ?? '';
  const message = { kind: 'invitation', displayName: '', by, organization: organizationName, url, expiresAt };
  await post(outbox, 'mail', { to, locale, message });
}
