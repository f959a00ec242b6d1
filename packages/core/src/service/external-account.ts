import { checkEmail } from '../account/login-names.ts';
import type { ServiceActor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import type { ExternalAccount } from './service.ts';

/** What a service says of somebody; `null` says nothing and changes nothing. */
export interface ExternalProfile {
  readonly displayName: string | null;
  readonly emails: readonly string[] | null;
}

/** The service's account of that external id. Another service's and an unknown one are both `not_found`. */
export async function findExternal(
  { services }: Pick<Stores, 'services'>,
  { serviceId }: ServiceActor,
  externalId: string,
): Promise<ExternalAccount> {
  // What no account can have been made with must not find one that looks like it once it is stored.
  const account = readableOrNull(externalId) === externalId ? await services.findExternal(serviceId, externalId) : null;
  if (account === null) throw new Refusal('not_found');
  return account;
}

/** What an account is made with. Refuses what names refuse. */
export function checkFirstSight(externalId: string, { displayName, emails }: ExternalProfile) {
  checkExternalId(externalId);
  return { displayName: checkName(displayName ?? externalId), emails: checkEmails(emails ?? []) };
}

/** Writes what the service says by now, inside a transaction that has locked the account. Notes it only where something changed. */
export async function changeExternal(
  stores: Pick<Stores, 'accounts' | 'log' | 'services'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  actor: ServiceActor,
  external: ExternalAccount,
  profile: ExternalProfile,
): Promise<void> {
  const { accountId } = external;
  const account = await stores.accounts.find(accountId);
  if (account === null) throw new Refusal('not_found');
  const displayName = profile.displayName === null ? account.displayName : checkName(profile.displayName);
  const emails = profile.emails === null ? external.emails : checkEmails(profile.emails);
  const isNamed = displayName === account.displayName;
  const isReached = emails.join('\n') === external.emails.join('\n');
  if (isNamed && isReached) return;
  if (!isNamed) await stores.accounts.setProfile(accountId, { ...account, displayName });
  if (!isReached) await stores.services.setEmails(accountId, emails);
  await note(stores, deps, { event: 'account.profile_changed', accountId, by: actor });
}

const longestExternalId = 200;

/** As it was given or not at all: a service that finds its people by it must find them to the letter. */
export function checkExternalId(externalId: string): void {
  const isReadable = readableOrNull(externalId) === externalId;
  if (!isReadable) throw new Refusal('external_id_invalid', { field: 'externalId', limit: longestExternalId });
}

function readableOrNull(text: string): string | null {
  try {
    return readableName(text, 'externalId', longestExternalId);
  } catch {
    return null;
  }
}

function checkName(name: string): string {
  return readableName(name, 'displayName', longestExternalId);
}

function checkEmails(emails: readonly string[]): readonly string[] {
  return [...new Set(emails.map((email) => checkEmail(email).text))];
}
