import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type UsableState, whyUnusable } from './credential.ts';
import { shownState } from './ending.ts';

const hour = 3_600_000;
const good: UsableState = {
  issuedAt: 0,
  lastUsedAt: 0,
  idleLimitMs: hour,
  absoluteLimitMs: 24 * hour,
  heldUntil: null,
  revokedAt: null,
  ownEndAt: null,
  outlived: false,
};

describe('a credential', () => {
  it.each<[string, Partial<UsableState>, number, ReturnType<typeof whyUnusable>]>([
    ['is good within its limits', {}, hour - 1, null],
    ['idles at its limit, to the millisecond', {}, hour, 'idle'],
    ['lives on by use', { lastUsedAt: 23 * hour }, 24 * hour - 1, null],
    ['expires whatever its use', { lastUsedAt: 24 * hour - 1 }, 24 * hour, 'expired'],
    ['without limits never runs out', { idleLimitMs: null, absoluteLimitMs: null }, Number.MAX_SAFE_INTEGER, null],
    ['ends at its own end, before its limits', { ownEndAt: 500 }, 500, 'expired'],
    ['ends at its limits, before its own end', { ownEndAt: 99 * hour }, 24 * hour, 'expired'],
    ['is held until the hold lapses', { heldUntil: 500 }, 499, 'held'],
    ['works again when the hold lapsed', { heldUntil: 500 }, 500, null],
    ['that was revoked is revoked, not held', { revokedAt: 5, heldUntil: 500 }, 10, 'revoked'],
    ['whose generation moved on is revoked', { outlived: true }, 10, 'revoked'],
  ])('%s', (_sentence, change, now, why) => {
    expect(whyUnusable({ ...good, ...change }, now)).toBe(why);
  });

  it('that has expired never becomes good again, however it is used', () => {
    const time = fc.integer({ min: 0, max: 100 * hour });
    expect(() =>
      fc.assert(
        fc.property(time, time, time, (lastUsedAt, now, later) => {
          const state = { ...good, lastUsedAt };
          if (whyUnusable(state, now) !== 'expired') return true;
          return whyUnusable({ ...state, lastUsedAt: now + later }, now + later) === 'expired';
        }),
      ),
    ).not.toThrow();
  });
});

describe('what people see of a credential', () => {
  it('names the limit and the minute that ended it', () => {
    expect(shownState({ ...good, ending: null }, 2 * hour)).toEqual({
      state: 'ended',
      ending: { reason: 'idle', at: hour, by: { accountId: null, deviceId: null } },
    });
  });

  it('is held, with no ending, while it is held', () => {
    expect(shownState({ ...good, heldUntil: hour, ending: null }, 5)).toEqual({ state: 'held', ending: null });
  });
});
