import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { changed } from './change-policy.ts';
import { defaultPolicy, limitsFor } from './policy.ts';
import { checkPolicy, type PolicySetting, policyRules, policySettings } from './settings.ts';

const day = 24 * 3_600_000;

/** What each sort of setting must not be. */
const outOfBounds: Record<(typeof policyRules)[PolicySetting]['is'], (rule: never) => unknown[]> = {
  count: ({ least, most }: { least: number; most: number }) => [least - 1, most + 1, 1.5, Number.NaN],
  word: () => ['', 'OFF', 'constructor', null],
  ranges: () => [{ session: ['10.0.0.0/33'], service_credential: [] }],
};

describe('a policy', () => {
  it('lets a session idle for 12 hours and live for 24, and with keep me signed in 14 and 30 days', () => {
    expect(limitsFor(defaultPolicy, 'standard')).toEqual({ idleLimitMs: day / 2, absoluteLimitMs: day });
    expect(limitsFor(defaultPolicy, 'remembered')).toEqual({ idleLimitMs: 14 * day, absoluteLimitMs: 30 * day });
  });

  it('of the defaults is within its own bounds', () => {
    expect(checkPolicy(defaultPolicy)).toEqual(defaultPolicy);
  });

  it.each(policySettings)('is refused with %s out of bounds, and the setting is named', (setting) => {
    const rule = policyRules[setting];
    for (const value of outOfBounds[rule.is](rule as never)) {
      let thrown: unknown;
      try {
        checkPolicy({ ...defaultPolicy, [setting]: value });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Refusal);
      expect(thrown).toMatchObject({ code: 'policy_invalid', facts: { field: setting } });
    }
  });

  it('may be without a limit where that is a choice, and nowhere else', () => {
    expect(checkPolicy({ ...defaultPolicy, sessionLimit: null }).sessionLimit).toBeNull();
    expect(() => checkPolicy({ ...defaultPolicy, idleLimitMinutes: null as unknown as number })).toThrow(Refusal);
  });

  it('keeps what a change leaves out, the address ranges of another kind too', () => {
    const first = changed(defaultPolicy, { sessionLimit: 3, addressRanges: { session: ['192.0.2.1/24'] } });
    const second = changed(first, { trustDays: 7, addressRanges: { service_credential: ['2001:db8::/32'] } });
    expect(checkPolicy(second)).toEqual({
      ...defaultPolicy,
      sessionLimit: 3,
      trustDays: 7,
      addressRanges: { session: ['192.0.2.0/24'], service_credential: ['2001:db8::/32'] },
    });
  });
});
