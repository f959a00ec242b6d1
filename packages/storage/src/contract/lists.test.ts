import type { SessionRecord } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, day, endingAt, endOrganization, hour, minute, newId, noon } from './fixtures.ts';

const idsOf = (records: readonly SessionRecord[]) => records.map(({ id }) => id);

describe('lists of sessions', () => {
  onEachEngine(createDatabase, (subject) => {
    test('live and held sessions of an account are listed by their latest use, at most as many as asked for', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const [a, b, c] = [
        await addSession(storage, account.id),
        await addSession(storage, account.id),
        await addSession(storage, account.id),
      ];
      await addSession(storage, (await addAccount(storage)).id);
      const ended = await addSession(storage, account.id);
      await storage.credentials.end({ id: ended.id }, endingAt(noon));
      await storage.credentials.noteUses([{ id: b.id, at: noon + minute, address: null }]);
      await storage.credentials.hold({ id: a.id }, newId(), noon, noon + hour);
      const listed = await storage.credentials.listLiveSessions(account.id, noon + minute, 100);
      expect(idsOf(listed)).toEqual([b.id, c.id, a.id]);
      expect(listed[2]).toEqual(await storage.credentials.find(a.id));
      expect(idsOf(await storage.credentials.listLiveSessions(account.id, noon + minute, 2))).toEqual([b.id, c.id]);
      expect(await storage.credentials.listLiveSessions('x', noon, 100)).toEqual([]);
    });

    test('a session moves from one list to the other at the millisecond of its limit', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const page = { after: null, limit: 10 };
      const idleAt = noon + 12 * hour;
      expect(idsOf(await storage.credentials.listLiveSessions(account.id, idleAt - 1, 10))).toEqual([session.id]);
      expect((await storage.credentials.pageEndedSessions(account.id, idleAt - 1, page)).rows).toEqual([]);
      expect(await storage.credentials.listLiveSessions(account.id, idleAt, 10)).toEqual([]);
      const [ended] = (await storage.credentials.pageEndedSessions(account.id, idleAt, page)).rows;
      const nobody = { accountId: null, deviceId: null };
      expect(ended).toMatchObject({ id: session.id, ending: { reason: 'idle', at: idleAt, by: nobody } });
      await storage.credentials.noteUses([{ id: session.id, at: idleAt - 1, address: null }]);
      const expiresAt = noon + day;
      expect(idsOf(await storage.credentials.listLiveSessions(account.id, expiresAt - 1, 10))).toEqual([]);
      await storage.credentials.noteUses([{ id: session.id, at: expiresAt - 2, address: null }]);
      expect(idsOf(await storage.credentials.listLiveSessions(account.id, expiresAt - 1, 10))).toEqual([session.id]);
      const [expired] = (await storage.credentials.pageEndedSessions(account.id, expiresAt, page)).rows;
      expect(expired).toMatchObject({ id: session.id, ending: { reason: 'expired', at: expiresAt, by: nobody } });
    });

    test('what a hold holds past its limits is shown as held until the hold is over', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      await storage.credentials.hold({ id: session.id }, newId(), noon, noon + 2 * day);
      expect(idsOf(await storage.credentials.listLiveSessions(account.id, noon + day, 10))).toEqual([session.id]);
      const page = await storage.credentials.pageEndedSessions(account.id, noon + 2 * day, { after: null, limit: 10 });
      expect(page.rows).toMatchObject([{ id: session.id, ending: { reason: 'idle' } }]);
    });

    test('ended sessions are paged by their births, each once, while more are born and end', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const ended: string[] = [];
      for (let made = 0; made < 25; made += 1) {
        const session = await addSession(storage, account.id);
        if (made % 5 === 0) continue;
        await storage.credentials.end({ id: session.id }, endingAt(noon));
        ended.push(session.id);
      }
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await storage.credentials.pageEndedSessions(account.id, noon, { after, limit: 3 });
        seen.push(...idsOf(page.rows));
        after = page.next;
        const late = await addSession(storage, account.id);
        await storage.credentials.end({ id: late.id }, endingAt(noon));
      } while (after !== null);
      expect(seen).toEqual(ended.reverse());
    });

    test('live sessions of an organization are paged by their births, each once, while more are born and end', async () => {
      const { storage } = subject();
      const { id: organizationId } = await storage.organizations.default();
      const account = await addAccount(storage);
      await endOrganization(storage, { organizationId, kinds: ['session'] }, endingAt(noon - 1));
      const made: string[] = [];
      for (let count = 0; count < 20; count += 1) made.push((await addSession(storage, account.id)).id);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await storage.credentials.pageOrganizationSessions(organizationId, noon, { after, limit: 3 });
        seen.push(...idsOf(page.rows));
        after = page.next;
        await addSession(storage, account.id);
        await storage.credentials.end({ id: page.rows[0]?.id ?? '' }, endingAt(noon));
      } while (after !== null);
      expect(seen).toEqual(made.reverse());
    });

    test('a page has 1 to 200 rows whatever is asked, and a cursor that is none ends the list', async () => {
      const { storage } = subject();
      const { id: organizationId } = await storage.organizations.default();
      const account = await addAccount(storage);
      for (let count = 0; count < 3; count += 1) await addSession(storage, account.id);
      const page = (limit: number, after: string | null = null) =>
        storage.credentials.pageOrganizationSessions(organizationId, noon, { after, limit });
      expect((await page(0)).rows).toHaveLength(1);
      expect((await page(-5)).rows).toHaveLength(1);
      expect((await page(1.5)).rows).toHaveLength(1);
      expect((await page(1_000_000)).rows.length).toBeGreaterThanOrEqual(3);
      expect(await page(10, "x' or 1=1 --")).toEqual({ rows: [], next: null });
      expect(await storage.credentials.pageOrganizationSessions('x', noon, { after: null, limit: 10 })).toEqual({
        rows: [],
        next: null,
      });
    });
  });
});
