import type { LogEntry } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { day, newEntry, newId, noon } from './fixtures.ts';

describe('the log', () => {
  onEachEngine(createDatabase, (subject) => {
    test('a history shows its own entries, newest first, page by page', async () => {
      const { log } = subject().storage;
      const accountId = newId();
      const entries = Array.from({ length: 5 }, () => newEntry(accountId));
      await log.append(newEntry(newId()));
      await log.append(newEntry(null, { actorKind: 'anonymous' }));
      for (const entry of entries) await log.append(entry);
      const first = await log.pageOf(accountId, [], { after: null, limit: 3 });
      const second = await log.pageOf(accountId, [], { after: first.next, limit: 3 });
      expect([...first.rows, ...second.rows]).toEqual(entries.reverse());
      expect(second.next).toBeNull();
      expect(await log.pageOf('x', [], { after: null, limit: 3 })).toEqual({ rows: [], next: null });
      expect(await log.pageOf(accountId, [], { after: "%' or 1=1", limit: 3 })).toEqual({ rows: [], next: null });
    });

    test('a history can be narrowed to some events', async () => {
      const { log } = subject().storage;
      const accountId = newId();
      const failed = newEntry(accountId, { event: 'sign_in.failed' });
      const changed = newEntry(accountId, { event: 'password.changed' });
      for (const entry of [failed, changed, newEntry(accountId)]) await log.append(entry);
      const page = await log.pageOf(accountId, ['sign_in.failed', 'password.changed'], { after: null, limit: 50 });
      expect(page.rows).toEqual([changed, failed]);
    });

    test('the rare lines of an organization are found stretch by stretch', { timeout: 60_000 }, async () => {
      const { storage } = subject();
      const organizationId = newId();
      const rare = ['first', 'last'].map(() => newEntry(newId(), { organizationId, event: 'device.lost' }));
      const [first, last] = rare as [LogEntry, LogEntry];
      const common = Array.from({ length: 10_050 }, (_, nth) => newEntry(newId(), { organizationId, at: noon + nth }));
      await storage.transaction(async ({ log }) => {
        await log.append({ ...first, at: noon - 1 });
        for (const entry of common) await log.append(entry);
        await log.append({ ...last, at: noon + day });
      });
      const find = (after: string | null, limit = 50) =>
        storage.log.pageOfOrganization(organizationId, { events: ['device.lost'] }, { after, limit });
      const newest = await find(null);
      expect(newest.rows.map(({ id }) => id)).toEqual([last.id]);
      expect(newest.next).toBe(common[51]?.id);
      const oldest = await find(newest.next);
      expect([oldest.rows.map(({ id }) => id), oldest.next]).toEqual([[first.id], null]);
    });
  });
});
