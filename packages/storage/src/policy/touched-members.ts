import type { Stretch } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { isOfItsOwn } from '../credential/lists.ts';
import { isLive } from '../credential/state.ts';
import { type Id, id } from '../id.ts';
import { lookAtMembers, usualLooks } from '../organization/look-at-members.ts';
import { unindexed } from '../unindexed.ts';

/** How many members one call looks at where each may have many sessions. */
const looksAtSessions = 300;

export function holdersOfMore(
  on: Connection,
  organizationId: string,
  sessions: number,
  now: number,
  from: string | null,
): Promise<Stretch<string>> {
  return lookAtMembers(on, organizationId, from, looksAtSessions, async (members) => {
    // Whoever has that many that have not ended; only of those is it asked whether they are live.
    const candidates = await members
      .select('membership.account_id as id')
      .where(
        (row) =>
          row
            .selectFrom('credential')
            .select(row.fn.countAll().as('count'))
            .whereRef('credential.account_id', '=', 'membership.account_id')
            .where('credential.kind', '=', 'session')
            .where('credential.revoked_at', 'is', null),
        '>',
        sessions,
      )
      .execute();
    const ids = candidates.map((one) => one.id);
    return ids.length === 0 ? [] : holdersAmong(on, organizationId, ids, sessions, now);
  });
}

async function holdersAmong(
  { db }: Connection,
  organizationId: string,
  accountIds: readonly Id[],
  sessions: number,
  now: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .leftJoin('session', 'session.credential_id', 'credential.id')
    .select('credential.account_id')
    .where('credential.account_id', 'in', accountIds)
    .where('credential.revoked_at', 'is', null)
    .where(unindexed('credential.organization_id'), '=', id(organizationId))
    .where(isOfItsOwn)
    .where(isLive(now))
    .groupBy('credential.account_id')
    .having((row) => row.fn.countAll(), '>', sessions)
    .execute();
  return rows.map((row) => row.account_id);
}

/** But for those who cannot sign in, and those whom a service signs in, who is not asked for a factor here. */
export function withoutFactor(on: Connection, organizationId: string, from: string | null): Promise<Stretch<string>> {
  return lookAtMembers(on, organizationId, from, usualLooks, async (members) => {
    const rows = await members
      .innerJoin('account', 'account.id', 'membership.account_id')
      .select('membership.account_id as id')
      .where('membership.locked_out_at', 'is', null)
      .where('account.disabled_at', 'is', null)
      .where(({ exists, not, selectFrom }) =>
        not(
          exists(
            selectFrom('factor')
              .select('factor.id')
              .whereRef('factor.account_id', '=', 'membership.account_id')
              .where('factor.kind', '<>', 'recovery_codes'),
          ),
        ),
      )
      .where(({ exists, not, selectFrom }) =>
        not(
          exists(
            selectFrom('external_account')
              .select('external_account.account_id')
              .whereRef('external_account.account_id', '=', 'membership.account_id'),
          ),
        ),
      )
      .execute();
    return rows.map((row) => row.id);
  });
}
