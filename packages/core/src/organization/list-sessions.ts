import type { Owner } from '../actor.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import type { PageRequest } from '../page.ts';
import { isWithin } from '../permission/permissions.ts';
import type { Holder } from './organization.ts';

/** A session with whose it is, and whether whoever asks may end it. */
export interface HeldSession {
  readonly session: SessionRecord;
  readonly holder: Holder;
  readonly mayEnd: boolean;
}

/** A number of things that was counted up to a bound. */
export interface CountedUp {
  readonly count: number;
  /** There are more: the count is the bound. */
  readonly isMore: boolean;
}

export interface OrganizationSessions {
  readonly rows: readonly HeldSession[];
  readonly next: string | null;
  /** How many live ones there are; `null` on any page but the first. */
  readonly active: CountedUp | null;
}

/** Counting further would cost a large organization more than it tells. */
const countedUpTo = 10_000;

/** Sessions that stand in the organization, newest first: everybody's, whatever the role of whoever looks. */
export async function listOrganizationSessions(
  { clock, credentials, organizations }: Pick<Deps, 'clock' | 'credentials' | 'organizations'>,
  { accountId, organizationId }: Owner,
  page: PageRequest,
): Promise<OrganizationSessions> {
  const now = clock.now();
  const [{ rows, next }, counted] = await Promise.all([
    credentials.pageOrganizationSessions(organizationId, now, page),
    page.after === null ? credentials.countLive(organizationId, now, countedUpTo + 1) : null,
  ]);
  const accountIds = [...new Set([accountId, ...rows.map((session) => session.accountId)])];
  const holders = new Map(
    (await organizations.holders(organizationId, accountIds)).map((holder) => [holder.accountId, holder]),
  );
  const role = holders.get(accountId)?.role ?? 'member';
  return {
    rows: rows.flatMap((session) => {
      const holder = holders.get(session.accountId);
      return holder === undefined ? [] : [{ session, holder, mayEnd: isWithin(holder.role ?? 'member', role) }];
    }),
    next,
    active: counted === null ? null : { count: Math.min(counted, countedUpTo), isMore: counted > countedUpTo },
  };
}
