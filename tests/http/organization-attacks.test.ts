import { roles as allRoles, permissionsOf } from '@rollcall/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { found, type Neighbors } from '../src/neighbors.ts';
import { type Person, prove, type Role, startWithPeople } from '../src/people.ts';
import { bodyOf, idPlacesOf, organizationRows, pathOf, type TableRow, unknownId } from '../src/route-table.ts';
import { engines, type TestServer } from '../src/test-server.ts';
import { expectProblem, withoutRequestId } from './attacks/scene.ts';

const named = (rows: readonly TableRow[]) => rows.map((row) => [row.key, row] as const);

/** What can be tried on every route of an organization, by the route table. */
describe.each(engines)('an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let neighbors: Neighbors;
  let bertil: Person;
  const people = new Map<Role, Person>();

  beforeAll(async () => {
    const at = await startWithPeople(engine);
    ({ server, anna } = at);
    neighbors = await found(server);
    for (const role of allRoles) people.set(role, await at.person(role));
    bertil = await at.person('member');
    await prove(anna);
  });
  afterAll(() => server.stop());

  const ask = (row: TableRow, by: TestBrowser) => by.send(row.method, pathOf(row), bodyOf(row));

  describe('asked by the owner of another one', () => {
    const attacks = organizationRows.flatMap((row) =>
      idPlacesOf(row).map((place) => [row.key, place.name, { row, place }] as const),
    );

    it.each(attacks)('%s answers for an id of theirs as %s like for an unknown one', async (_key, _name, attack) => {
      const { row, place } = attack;
      const before = await neighbors.all();
      const send = async (id: string) => {
        const { query, path, body } = place.fill(row, id, bertil.id);
        const answered = await anna.send(row.method, path + query, body);
        return { ...answered, told: answered.text.replaceAll(id, unknownId) };
      };
      /** Where a list goes on differs by the id, wherever that is from. */
      const comparable = ({ told, ...answered }: Awaited<ReturnType<typeof send>>) =>
        place.isCursor
          ? answered.status
          : withoutRequestId({ ...answered, text: told }).replaceAll(/"(?:epoch|milliseconds)":\d+/g, '');
      const unknown = await send(unknownId);
      if (place.where === 'path') expectProblem(unknown, 'not_found');
      const ids = neighbors.idsFor(row, place);
      expect(ids.length, `${row.key} takes an id as ${place.name}: say in neighbors.ts whose to try.`).toBeGreaterThan(
        0,
      );
      for (const id of ids) {
        const answered = await send(id);
        expect(comparable(answered)).toBe(comparable(unknown));
        for (const theirs of neighbors.ids) expect(answered.told).not.toContain(theirs);
      }
      expect(await neighbors.all()).toEqual(before);
    });
  });

  describe.each(named(organizationRows))('%s', (_, row) => {
    const { permission } = row.route;
    const without = allRoles.filter((role) => !permissionsOf(role).some((permitted) => permitted === permission));

    it.each(without)('refuses the role %s, which does not permit it', async (role) => {
      const { browser } = people.get(role) as Person;
      const answered = await ask(row, browser);
      expectProblem(answered, 'forbidden');
      expect(answered.json()).toMatchObject({ status: 403, reason: permission });
    });

    it('refuses the next request of whoever has just lost the role', async () => {
      const assign = (role: Role) => anna.ask('POST', `/v1/organization/users/${bertil.id}/role`, { role });
      await assign('owner');
      expect((await bertil.browser.send('GET', '/v1/organization/users')).status).toBe(200);
      await assign('member');
      const answered = await ask(row, bertil.browser);
      expect(answered.json()).toMatchObject({ status: 403, code: 'forbidden', reason: permission });
    });
  });
});
