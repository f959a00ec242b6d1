import type { Inventory, Outcome } from '@rollcall/api';
import { describe, expect, it } from 'vitest';
import { bodyOf, ownRows, pathOf, unknownId } from '../../src/route-table.ts';
import { password } from '../../src/test-server.ts';
import { expectProblem, type Scene, withoutRequestId } from './scene.ts';

const minute = 60_000;
/** What an organization's routes name is everybody's there: those are attacked from another organization. */
const rowsWithId = ownRows.filter(({ pattern, route }) => pattern.includes('/:id') && route.permission === 'self');

/** What was begun in another session and what nobody has begun are alike as well, in words of their own. */
const confirmation = 'POST /v1/me/factors/authenticator/:id/confirmation';

export function attackWithIds(scene: Scene): void {
  describe("another account's ids", () => {
    it.each(rowsWithId.map((row) => [row.key, row] as const))('%s answers like for an unknown id', async (_, row) => {
      const { server, anna } = scene;
      await anna.ask('POST', '/v1/me/re-authentication', { password });
      const unknown = await anna.send(row.method, pathOf(row, { id: unknownId }), bodyOf(row));
      expectProblem(unknown, row.key === confirmation ? 'conflict' : 'not_found');
      for (const id of await idsOfBertil()) {
        const answered = await anna.send(row.method, pathOf(row, { id }), bodyOf(row));
        expect(withoutRequestId(answered)).toBe(withoutRequestId(unknown));
        expect(headersOf(answered.headers)).toEqual(headersOf(unknown.headers));
      }
      expect(
        (await server.operator('GET', '/operator/accounts/bertil/sessions')).json<{ rows: unknown[] }>().rows,
      ).not.toEqual([]);
    });

    it('another’s e-mail address is not found, like one that nobody has', async () => {
      const unknown = await scene.anna.send('DELETE', '/v1/me/emails/nobody%40example.org');
      const named = await scene.anna.send('DELETE', '/v1/me/emails/bertil');
      expectProblem(unknown, 'not_found');
      expect(withoutRequestId(named)).toBe(withoutRequestId(unknown));
    });

    it("a cursor out of another's pages shows one's own rows alone", async () => {
      const [id] = await idsOfBertil();
      for (const path of ['/v1/me/sessions', '/v1/me/sessions?state=ended', '/v1/me/log']) {
        const joined = `${path}${path.includes('?') ? '&' : '?'}after=${id}`;
        expect(JSON.stringify(await scene.anna.ask('GET', joined))).not.toContain(id);
      }
    });
  });

  /** A session, a device and an open hold of his; the hold after what it was pressed without. */
  async function idsOfBertil(): Promise<string[]> {
    const { server } = scene;
    const [mine, other] = [server.browser(), server.browser()];
    const { session } = await other.signIn('bertil', password);
    await mine.signIn('bertil', password);
    server.clock.pass(11 * minute);
    const { hold } = await mine.ask<Outcome>('POST', `/v1/me/sessions/${session.id}/revocation`);
    const { devices } = await mine.ask<Inventory>('GET', '/v1/me/devices');
    await scene.anna.ask('POST', '/v1/me/re-authentication', { password });
    return [session.id, ...devices.map(({ id }) => id), hold?.id ?? ''].slice(-4);
  }
}

/** What must not differ either; the date and what differs by length do. */
function headersOf(headers: object): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date'));
}
