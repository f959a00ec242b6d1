import type { Stretch } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { afterOf } from '../credential/lists.ts';
import { type Id, id } from '../id.ts';
import { look, stretchOf } from '../stretch.ts';

/** How many members one call looks at, where little is asked of each. */
export const usualLooks = 2_000;

/** Looks at a stretch of an organization's members, the latest account first. */
export function lookAtMembers(
  on: Connection,
  organizationId: string,
  from: string | null,
  looks: number,
  find: (members: Members) => Promise<string[]>,
): Promise<Stretch<string>> {
  const members = membersBefore(on.db, organizationId, afterOf({ after: from }));
  return look(members.select('membership.account_id as id'), stretchOf(on, looks), (edge) =>
    find(edge === null ? members : members.where('membership.account_id', '>=', edge)),
  );
}

export type Members = ReturnType<typeof membersBefore>;

function membersBefore(db: Connection['db'], organizationId: string, before: Id) {
  return db
    .selectFrom('membership')
    .where('membership.organization_id', '=', id(organizationId))
    .where('membership.account_id', '<', before)
    .orderBy('membership.account_id', 'desc');
}
