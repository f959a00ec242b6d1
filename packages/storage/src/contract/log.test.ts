import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { newEntry, newId } from './fixtures.ts';

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
  });
});
