import { whyUnusable } from '@rollcall/core';
import { assert, asyncProperty, constantFrom, integer, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, endingAt, hour, newId, noon } from './fixtures.ts';

/** Around the limits, to the millisecond. */
const near = (at: number) => integer({ min: at - 2, max: at + 2 });

const cases = record({
  lifetime: constantFrom('standard' as const, 'remembered' as const),
  usedAt: option(near(noon + 12 * hour), { nil: null }),
  heldUntil: option(near(noon + 24 * hour), { nil: null }),
  ended: constantFrom('no' as const, 'itself' as const, 'with the account' as const),
  sparedOnce: constantFrom(true, false),
  now: constantFrom(0, 12, 24, 14 * 24, 30 * 24).chain((hours) => near(noon + hours * hour)),
});

describe('the rule of what is usable', () => {
  onEachEngine(createDatabase, (subject) => {
    test('is the same in the lists, in the look-up and in core', async () => {
      const { storage } = subject();
      const { credentials, verifiers } = storage;
      await assert(
        asyncProperty(cases, async ({ lifetime, usedAt, heldUntil, ended, sparedOnce, now }) => {
          const account = await addAccount(storage);
          const session = await addSession(storage, account.id, { lifetime });
          const all = { accountId: account.id, kinds: ['session'] as const };
          if (sparedOnce) await credentials.endAll({ ...all, except: [session.id] }, endingAt(noon));
          if (usedAt !== null) await credentials.noteUses([{ id: session.id, at: usedAt, address: null }]);
          if (heldUntil !== null) await credentials.hold({ id: session.id }, newId(), noon, heldUntil);
          if (ended === 'itself') await credentials.end({ id: session.id }, endingAt(noon));
          if (ended === 'with the account') await credentials.endAll(all, endingAt(noon));

          const { credential } = await verifiers.lookUp(session.tokenHash);
          const found = await credentials.findByHash(session.tokenHash);
          if (credential === null || found === null) throw new Error('lost');
          const why = whyUnusable(credential, now);
          expect(whyUnusable(found, now)).toBe(why);
          const live = await credentials.listLiveSessions(account.id, now, 10);
          const past = await credentials.pageEndedSessions(account.id, now, { after: null, limit: 10 });
          const isLive = why === null || why === 'held';
          expect(live.map(({ id }) => id)).toEqual(isLive ? [session.id] : []);
          expect(past.rows.map(({ id }) => id)).toEqual(isLive ? [] : [session.id]);
          expect(live.map((record) => whyUnusable(record, now))).toEqual(isLive ? [why] : []);
          for (const { ending } of past.rows) expect(ending?.at).toBeLessThanOrEqual(now < noon ? noon : now);
        }),
        { numRuns: 150 },
      );
    });
  });
});
