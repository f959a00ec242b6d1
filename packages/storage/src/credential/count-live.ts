import type { CredentialKind } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { candidates } from './act.ts';
import { isLive } from './state.ts';

export async function countLive(
  on: Connection,
  organizationId: string,
  kinds: readonly CredentialKind[],
  now: number,
  atMost?: number,
): Promise<number> {
  const live = candidates(on)
    .where('credential.organization_id', '=', id(organizationId))
    .where('credential.kind', 'in', kinds)
    .where('credential.parent_id', 'is', null)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(now));
  const counted = atMost === undefined ? live : live.limit(atMost);
  const { count } = await on.db
    .selectFrom(counted.as('live'))
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
