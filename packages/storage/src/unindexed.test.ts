import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOfItsOwn } from './contract/engines.ts';
import { chance, clock, newId } from './contract/fixtures.ts';
import type { Engine } from './engine.ts';
import { id } from './id.ts';
import { openEngine } from './open-engine.ts';
import { openStorage } from './open-storage.ts';
import { unindexed } from './unindexed.ts';

const place = fileOfItsOwn();
let engine: Engine;

beforeAll(async () => {
  await (await openStorage(place.location, { clock, chance })).close();
  engine = openEngine(place.location);
});
afterAll(async () => {
  await engine.close();
  place.remove();
});

/** By which index SQLite finds the sessions of a member in an organization. */
async function indexTaken(organization: ReturnType<typeof unindexed>): Promise<string> {
  const sessions = engine.on.db
    .selectFrom('credential')
    .select('credential.id')
    .where('credential.account_id', '=', id(newId()))
    .where(organization, '=', id(newId()))
    .where('credential.kind', '=', 'session')
    .where('credential.revoked_at', 'is', null);
  const { sql: text, parameters } = sessions.compile();
  const plan = CompiledQuery.raw(`explain query plan ${text}`, [...parameters]) as CompiledQuery<{ detail: string }>;
  const { rows } = await engine.on.db.executeQuery(plan);
  return rows.map(({ detail }) => detail).join('\n');
}

test('What a member has in an organization is looked for among what the member has', async () => {
  expect(await indexTaken(unindexed('credential.organization_id'))).toContain('credential_of_account');
});

test('Without that SQLite would go through everything that the organization has', async () => {
  expect(await indexTaken(sql.ref('credential.organization_id'))).toContain('credential_live_of_organization');
});
