import type { Assurance, CredentialKind, FoundCredential, LookedUp, LookedUpAll } from '@rollcall/core';
import { kindsLimitedByPolicy } from '../credential/state.ts';
import { rangesFrom } from '../organization/policy.ts';

/**
 * The hot look-up, prepared by hand once per connection: the epoch, and the credentials with the limits of their policies
 * and whether a generation moved on, in one snapshot. `found` joins what is asked for, as `asked` (with the `place` of
 * each, from one), and its credential, as `c`: one row for each, whether it is known or not. The epoch is read by itself:
 * were its table joined, PostgreSQL would expect thousands of rows before it is analyzed, and compile the query first.
 */
export function lookUpStatement(found: string): string {
  const limit = (name: string) =>
    `case when c.kind in (${kindsLimitedByPolicy}) then 60000 *
      case when c.lifetime = 'remembered' and p.keep_signed_in = 'allowed' then p.remembered_${name} else p.${name} end end`;
  const outlived = (subject: string) =>
    `exists (select 1 from generation g where g.subject_kind = '${subject}' and g.subject_id = c.${subject}_id
      and g.kind = c.kind and g.value = c.${subject}_generation + 1)`;
  return `select (select epoch from authority), c.id, c.kind, c.account_id, c.organization_id, c.device_id, c.assurance, c.issued_at,
      c.authenticated_at, c.last_used_at, c.held_until, c.revoked_at,
      ${limit('idle_limit_minutes')}, ${limit('absolute_limit_minutes')},
      case when ${outlived('account')} or ${outlived('organization')} then 1 else 0 end, c.expires_at,
      p.address_ranges, asked.place
    from ${found}
    left join policy p on p.organization_id = c.organization_id`;
}

type FoundRow = readonly [
  epoch: number,
  id: string,
  kind: CredentialKind,
  accountId: string,
  organizationId: string,
  deviceId: string | null,
  assurance: Assurance,
  issuedAt: number,
  authenticatedAt: number,
  lastUsedAt: number,
  heldUntil: number | null,
  revokedAt: number | null,
  idleLimitMs: number | null,
  absoluteLimitMs: number | null,
  outlived: 0 | 1,
  ownEndAt: number | null,
  addressRanges: string | null,
  place: number,
];

const anyAddress: readonly string[] = [];

/** Columns come by position: building objects with their names would be a good part of the whole look-up. */
export type LookUpRow = FoundRow | readonly [epoch: number, id: null, ...unknown[]];

export function lookedUpOf(rows: readonly LookUpRow[]): LookedUpAll {
  const credentials: (FoundCredential | null)[] = [];
  for (const row of rows) credentials[Number(row.at(-1)) - 1] = credentialOf(row);
  return { epoch: rows[0]?.[0] ?? 0, credentials };
}

export async function firstOf(looking: Promise<LookedUpAll>): Promise<LookedUp> {
  const { epoch, credentials } = await looking;
  return { epoch, credential: credentials[0] ?? null };
}

function credentialOf(row: LookUpRow): FoundCredential | null {
  if (row[1] === null) return null;
  return {
    id: row[1],
    kind: row[2],
    accountId: row[3],
    organizationId: row[4],
    deviceId: row[5],
    assurance: row[6],
    issuedAt: row[7],
    authenticatedAt: row[8],
    lastUsedAt: row[9],
    heldUntil: row[10],
    revokedAt: row[11],
    idleLimitMs: row[12],
    absoluteLimitMs: row[13],
    outlived: row[14] === 1,
    ownEndAt: row[15],
    addressRanges: row[16] === null ? anyAddress : rangesFrom(row[16])[row[2]],
  };
}
