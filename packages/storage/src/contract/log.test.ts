import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { newEntry, newId, noon } from './fixtures.ts';

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

    test('addresses of old entries are erased, a batch at a time', async () => {
      const { log } = subject().storage;
      const accountId = newId();
      const old = Array.from({ length: 3 }, () => newEntry(accountId, { at: noon - 10 }));
      const recent = newEntry(accountId);
      for (const entry of [...old, recent]) await log.append(entry);
      expect(await log.eraseAddresses(noon, 2)).toBe(2);
      expect(await log.eraseAddresses(noon, 2)).toBe(1);
      expect(await log.eraseAddresses(noon, 2)).toBe(0);
      const { rows } = await log.pageOf(accountId, [], { after: null, limit: 50 });
      expect(rows.map(({ address }) => address)).toEqual(['192.0.2.1', null, null, null]);
    });
  });
});
