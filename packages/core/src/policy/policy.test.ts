import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { checkPolicy, defaultPolicy, limitsFor, policyBounds, policySettings } from './policy.ts';

const day = 24 * 3_600_000;

describe('a policy', () => {
  it('lets a session idle for 12 hours and live for 24, and with keep me signed in 14 and 30 days', () => {
    expect(limitsFor(defaultPolicy, 'standard')).toEqual({ idleLimitMs: day / 2, absoluteLimitMs: day });
    expect(limitsFor(defaultPolicy, 'remembered')).toEqual({ idleLimitMs: 14 * day, absoluteLimitMs: 30 * day });
  });

  it('of the defaults is within its own bounds', () => {
    expect(checkPolicy(defaultPolicy)).toBe(defaultPolicy);
  });

  it.each(policySettings)('is refused with %s out of bounds, and the setting is named', (setting) => {
    const { least, most } = policyBounds[setting];
    for (const value of [least - 1, most + 1, 1.5, Number.NaN]) {
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
});
