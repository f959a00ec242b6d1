import type { Stretch } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { afterOf, isOfItsOwn } from '../credential/lists.ts';
import { isLive } from '../credential/state.ts';
import { type Id, id } from '../id.ts';
import { look } from '../stretch.ts';
import { standing } from './standing.ts';

/** How many members one call looks at, the latest account first. */
const looks = 2_000;

export function holdersOfMore(
  on: Connection,
  organizationId: string,
  sessions: number,
  now: number,
  from: string | null,
): Promise<Stretch<string>> {
  return lookAtMembers(on, organizationId, from, async (members) => {
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
    if (candidates.length === 0) return [];
    const rows = await standing(on, organizationId)
      .select('credential.account_id')
      .where(
        'credential.account_id',
        'in',
        candidates.map(({ id }) => id),
      )
      .where(isOfItsOwn)
      .where(isLive(now))
      .groupBy('credential.account_id')
      .having((row) => row.fn.countAll(), '>', sessions)
      .execute();
    return rows.map((row) => row.account_id);
  });
}

/** But for those who cannot sign in, and those whom a service signs in, who is not asked for a factor here. */
export function withoutFactor(on: Connection, organizationId: string, from: string | null): Promise<Stretch<string>> {
  return lookAtMembers(on, organizationId, from, async (members) => {
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

function lookAtMembers(
  { db }: Connection,
  organizationId: string,
  from: string | null,
  find: (members: Members) => Promise<string[]>,
): Promise<Stretch<string>> {
  const members = membersBefore(db, organizationId, afterOf({ after: from }));
  return look(members.select('membership.account_id as id'), looks, (edge) =>
    find(edge === null ? members : members.where('membership.account_id', '>=', edge)),
  );
}

type Members = ReturnType<typeof membersBefore>;

function membersBefore(db: Connection['db'], organizationId: string, before: Id) {
  return db
    .selectFrom('membership')
    .where('membership.organization_id', '=', id(organizationId))
    .where('membership.account_id', '<', before)
    .orderBy('membership.account_id', 'desc');
}
