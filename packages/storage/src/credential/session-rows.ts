import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { limitMs, type SubjectOfAll } from './state.ts';

/** Sessions with what a live one's record needs. What a list adds is a condition, an order and a limit. */
export function liveSessionRows({ db }: Pick<Connection, 'db'>) {
  return db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .innerJoin('session', 'session.credential_id', 'credential.id')
    .select([
      'credential.id',
      'credential.account_id',
      'credential.organization_id',
      'credential.device_id',
      'credential.parent_id',
      'credential.lifetime',
      'credential.assurance',
      'credential.issued_at',
      'credential.authenticated_at',
      'credential.last_used_at',
      'credential.first_address',
      'credential.last_address',
      'credential.hold_id',
      'credential.held_until',
      'credential.expires_at',
      limitMs('idle').as('idle_limit_ms'),
      limitMs('absolute').as('absolute_limit_ms'),
      'session.method',
      'session.service_id',
      'session.from_session_id',
      'session.return_to',
      'session.client_type',
      'session.browser_name',
      'session.browser_version',
      'session.system_name',
      'session.system_version',
      'session.model',
    ]);
}

/** The same with all that may have ended them. */
export function sessionRows(on: Pick<Connection, 'db'>) {
  return liveSessionRows(on)
    .leftJoin('generation as account_end', (join) =>
      join
        .on('account_end.subject_kind', '=', sql.lit<SubjectOfAll>('account'))
        .onRef('account_end.subject_id', '=', 'credential.account_id')
        .onRef('account_end.kind', '=', 'credential.kind')
        .on('account_end.value', '=', sql<number>`credential.account_generation + 1`),
    )
    .leftJoin('generation as organization_end', (join) =>
      join
        .on('organization_end.subject_kind', '=', sql.lit<SubjectOfAll>('organization'))
        .onRef('organization_end.subject_id', '=', 'credential.organization_id')
        .onRef('organization_end.kind', '=', 'credential.kind')
        .on('organization_end.value', '=', sql<number>`credential.organization_generation + 1`),
    )
    .select([
      'credential.revoked_at',
      'credential.revoked_reason',
      'credential.revoked_by_account_id',
      'credential.revoked_by_device_id',
      'account_end.raised_at as account_end_at',
      'account_end.reason as account_end_reason',
      'account_end.by_account_id as account_end_by_account_id',
      'account_end.by_device_id as account_end_by_device_id',
      'organization_end.raised_at as organization_end_at',
      'organization_end.reason as organization_end_reason',
      'organization_end.by_account_id as organization_end_by_account_id',
      'organization_end.by_device_id as organization_end_by_device_id',
    ]);
}

type RowsOf<Query extends (on: Connection) => { execute(): Promise<unknown[]> }> = Awaited<
  ReturnType<ReturnType<Query>['execute']>
>[number];

export type LiveSessionColumns = RowsOf<typeof liveSessionRows>;
export type SessionColumns = RowsOf<typeof sessionRows>;
