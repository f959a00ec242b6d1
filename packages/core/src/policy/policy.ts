import type { Lifetime, Limits } from '../credential/credential.ts';
import { Refusal } from '../refusal.ts';

/**
 * What an organization sets. Limits live here and never in a credential, so that a change binds at once what is already issued.
 * All are whole numbers.
 */
export interface Policy {
  readonly idleLimitMinutes: number;
  readonly absoluteLimitMinutes: number;
  /** With *keep me signed in*. */
  readonly rememberedIdleLimitMinutes: number;
  readonly rememberedAbsoluteLimitMinutes: number;
  /** How long ended sessions stay as history. */
  readonly historyDays: number;
  /** How long after the end of a session its addresses stay. */
  readonly addressDays: number;
}

const minutesPerHour = 60;
const minutesPerDay = 24 * minutesPerHour;

/** People at home: NIST SP 800-63B-4 allows AAL1 at most 30 days. */
export const defaultPolicy: Policy = {
  idleLimitMinutes: 12 * minutesPerHour,
  absoluteLimitMinutes: 24 * minutesPerHour,
  rememberedIdleLimitMinutes: 14 * minutesPerDay,
  rememberedAbsoluteLimitMinutes: 30 * minutesPerDay,
  historyDays: 90,
  addressDays: 90,
};

/** Smallest and largest value of each setting. The absolute limit's ceiling is NIST's for AAL1. */
export const policyBounds: Record<keyof Policy, { readonly least: number; readonly most: number }> = {
  idleLimitMinutes: { least: 1, most: 30 * minutesPerDay },
  absoluteLimitMinutes: { least: 1, most: 30 * minutesPerDay },
  rememberedIdleLimitMinutes: { least: 1, most: 30 * minutesPerDay },
  rememberedAbsoluteLimitMinutes: { least: 1, most: 30 * minutesPerDay },
  historyDays: { least: 0, most: 3650 },
  addressDays: { least: 0, most: 3650 },
};

export const policySettings = Object.keys(policyBounds) as (keyof Policy)[];

/** Refuses a policy that is out of bounds, naming the first setting at fault. */
export function checkPolicy(policy: Policy): Policy {
  for (const setting of policySettings) {
    const { least, most } = policyBounds[setting];
    const value = policy[setting];
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Refusal('policy_invalid', { field: setting, limit: value < least ? least : most });
    }
  }
  return policy;
}

export function limitsFor(policy: Policy, lifetime: Lifetime): Limits {
  const minute = 60_000;
  return lifetime === 'remembered'
    ? {
        idleLimitMs: policy.rememberedIdleLimitMinutes * minute,
        absoluteLimitMs: policy.rememberedAbsoluteLimitMinutes * minute,
      }
    : { idleLimitMs: policy.idleLimitMinutes * minute, absoluteLimitMs: policy.absoluteLimitMinutes * minute };
}
