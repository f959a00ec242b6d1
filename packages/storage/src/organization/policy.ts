import { type AddressRanges, anywhere, type Policy } from '@rollcall/core';
import { type Selectable, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import type { Tables } from '../schema.ts';

export async function findPolicy(on: Connection, organizationId: string): Promise<Policy> {
  const [row] = await policyRow(on, { organization_id: id(organizationId) });
  if (row === undefined) throw new Error(`No policy for organization ${organizationId}`);
  return {
    idleLimitMinutes: row.idle_limit_minutes,
    absoluteLimitMinutes: row.absolute_limit_minutes,
    rememberedIdleLimitMinutes: row.remembered_idle_limit_minutes,
    rememberedAbsoluteLimitMinutes: row.remembered_absolute_limit_minutes,
    keepSignedIn: row.keep_signed_in,
    sessionLimit: row.session_limit,
    atSessionLimit: row.at_session_limit,
    secondFactor: row.second_factor,
    trustDays: row.trust_days,
    addressRanges: rangesFrom(row.address_ranges),
    historyDays: row.history_days,
    addressDays: row.address_days,
  };
}

const policyRow = selectForMany<{ organization_id: Id }, Selectable<Tables['policy']>>(
  { organization_id: 'id' },
  ({ db }, slot) => db.selectFrom('policy').selectAll().where('organization_id', '=', slot('organization_id')),
);

export async function setPolicy({ db }: Connection, organizationId: string, policy: Policy): Promise<void> {
  await db
    .updateTable('policy')
    .set({ ...policyColumns(policy), version: sql`version + 1` })
    .where('organization_id', '=', id(organizationId))
    .execute();
}

export async function insertPolicy({ db }: Connection, organizationId: string, policy: Policy): Promise<void> {
  await db
    .insertInto('policy')
    .values({ organization_id: organizationId, version: 1, ...policyColumns(policy) })
    .execute();
}

function policyColumns(policy: Policy) {
  return {
    idle_limit_minutes: policy.idleLimitMinutes,
    absolute_limit_minutes: policy.absoluteLimitMinutes,
    remembered_idle_limit_minutes: policy.rememberedIdleLimitMinutes,
    remembered_absolute_limit_minutes: policy.rememberedAbsoluteLimitMinutes,
    keep_signed_in: policy.keepSignedIn,
    session_limit: policy.sessionLimit,
    at_session_limit: policy.atSessionLimit,
    second_factor: policy.secondFactor,
    trust_days: policy.trustDays,
    address_ranges: rangesAsText(policy.addressRanges),
    history_days: policy.historyDays,
    address_days: policy.addressDays,
  };
}

/** Null where none has any, so that verifying sees at once that there is nothing to compare. */
function rangesAsText(ranges: AddressRanges): string | null {
  return Object.values(ranges).every((ofKind) => ofKind.length === 0) ? null : JSON.stringify(ranges);
}

/** A kind that came later has none yet. */
export function rangesFrom(text: string | null): AddressRanges {
  return text === null ? anywhere : { ...anywhere, ...(JSON.parse(text) as Partial<AddressRanges>) };
}
