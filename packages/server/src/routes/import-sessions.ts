import type { AnswerOf, BodyOf } from '@rollcall/api';
import { type ForService, type ImportResult, importSessions, Refusal } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { clientBehind } from '../service-visitor.ts';

type Input = BodyOf<'POST /v1/service/sessions/import'>;
type Answer = AnswerOf<'POST /v1/service/sessions/import'>;

/** Sessions that an application brings along, itself or by the hand of the operator. */
export const importOfService = (house: House) =>
  ({
    'POST /v1/service/sessions/import': ({ actor, body }) => bringAlong(house, actor, body),
  }) satisfies Partial<Handlers>;

export const importOfOperator = (house: House) =>
  ({
    'POST /operator/services/:service/sessions/import': async ({ actor, params, body }) => {
      const service = await house.core.services.findByName(params.service);
      if (service === null) throw new Refusal('not_found');
      const { id: serviceId, organizationId } = service;
      return bringAlong(house, { ...actor, serviceId, organizationId }, body);
    },
  }) satisfies Partial<Handlers>;

async function bringAlong({ core, describe, streams }: House, actor: ForService, input: Input): Promise<Answer> {
  const sessions = input.rows.map((row, place) => ({
    tokenHash: row.tokenHash,
    externalId: row.externalId,
    displayName: row.displayName ?? null,
    visitor: clientBehind(row, describe, `/rows/${place}`),
    lifetime: row.lifetime ?? 'standard',
    issuedAt: row.issuedAt,
    lastUsedAt: row.lastUsedAt ?? null,
    expiresAt: row.expiresAt ?? null,
  }));
  const results = await importSessions(core, actor, sessions, input.dryRun ?? false);
  const accounts = results.map((result) => (result.outcome === 'imported' ? result.accountId : null));
  for (const accountId of new Set(accounts)) if (accountId !== null) streams.inventoryChanged(accountId);
  return { rows: results.map(toRow) };
}

function toRow(result: ImportResult): Answer['rows'][number] {
  if (result.outcome === 'refused') return { outcome: 'refused', reason: result.reason };
  if (result.outcome === 'importable') return { outcome: 'importable' };
  return { outcome: result.outcome, sessionId: result.sessionId };
}
