import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import type { Account } from './account.ts';

/** Languages that the interface and the mails speak. */
export const locales = ['en', 'sv'] as const;

/** Only what is given changes; `null` follows the browser again. */
export interface ProfileChange {
  readonly displayName?: string | undefined;
  readonly locale?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
}

/** Changes display name, language or time zone. Refuses `name_invalid`, `locale_invalid` and `time_zone_invalid`. */
export async function changeProfile(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  owner: Owner,
  change: ProfileChange,
): Promise<void> {
  const { accountId } = owner;
  await deps.transaction(async (stores) => {
    const account = await stores.accounts.lock(accountId);
    if (account === null) throw new Refusal('not_found');
    await stores.accounts.setProfile(accountId, changed(account, change));
    await note(stores, deps, { event: 'account.profile_changed', accountId, by: owner });
  });
}

function changed(account: Account, change: ProfileChange): Pick<Account, 'displayName' | 'locale' | 'timeZone'> {
  const { displayName = account.displayName, locale = account.locale, timeZone = account.timeZone } = change;
  if (locale !== null && !locales.some((known) => known === locale)) {
    throw new Refusal('locale_invalid', { field: 'locale' });
  }
  if (timeZone !== null && !isTimeZone(timeZone)) throw new Refusal('time_zone_invalid', { field: 'timeZone' });
  return { displayName: readableName(displayName, 'displayName', 80), locale, timeZone };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
