import type { Policy } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';

export async function findPolicy({ db }: Connection, organizationId: string): Promise<Policy> {
  const row = await db
    .selectFrom('policy')
    .selectAll()
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirstOrThrow(() => new Error(`No policy for organization ${organizationId}`));
  return {
    idleLimitMinutes: row.idle_limit_minutes,
    absoluteLimitMinutes: row.absolute_limit_minutes,
    rememberedIdleLimitMinutes: row.remembered_idle_limit_minutes,
    rememberedAbsoluteLimitMinutes: row.remembered_absolute_limit_minutes,
    historyDays: row.history_days,
    addressDays: row.address_days,
  };
}

export async function setPolicy({ db }: Connection, organizationId: string, policy: Policy): Promise<void> {
  await db.updateTable('policy').set(policyColumns(policy)).where('organization_id', '=', id(organizationId)).execute();
}

export function policyColumns(policy: Policy) {
  return {
    idle_limit_minutes: policy.idleLimitMinutes,
    absolute_limit_minutes: policy.absoluteLimitMinutes,
    remembered_idle_limit_minutes: policy.rememberedIdleLimitMinutes,
    remembered_absolute_limit_minutes: policy.rememberedAbsoluteLimitMinutes,
    history_days: policy.historyDays,
    address_days: policy.addressDays,
  };
}
