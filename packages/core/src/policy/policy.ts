import type { Lifetime, Limits } from '../credential/credential.ts';
import { type AddressRanges, anywhere } from './address-ranges.ts';

/**
 * What an organization sets. Limits live here and never in a credential, so that a change binds at once what is already issued.
 * What each may be: `settings.ts`.
 */
export interface Policy {
  readonly idleLimitMinutes: number;
  readonly absoluteLimitMinutes: number;
  /** With *keep me signed in*. */
  readonly rememberedIdleLimitMinutes: number;
  readonly rememberedAbsoluteLimitMinutes: number;
  readonly keepSignedIn: 'allowed' | 'refused';
  /** How many sessions a member may have at once; `null` is any number. */
  readonly sessionLimit: number | null;
  readonly atSessionLimit: 'refuse' | 'end_oldest';
  /** Whether a member must have a second factor: no, yes but for trusted devices, or each time. Who has one is asked anyway. */
  readonly secondFactor: 'off' | 'at_sign_in' | 'always';
  /** How long a device is trusted; 0 trusts none. */
  readonly trustDays: number;
  readonly addressRanges: AddressRanges;
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
  keepSignedIn: 'allowed',
  sessionLimit: null,
  atSessionLimit: 'end_oldest',
  secondFactor: 'off',
  trustDays: 30,
  addressRanges: anywhere,
  historyDays: 90,
  addressDays: 90,
};

/** Where *keep me signed in* is refused, it does nothing for those who ticked it before. */
export function limitsFor(policy: Policy, lifetime: Lifetime): Limits {
  const minute = 60_000;
  return lifetime === 'remembered' && policy.keepSignedIn === 'allowed'
    ? {
        idleLimitMs: policy.rememberedIdleLimitMinutes * minute,
        absoluteLimitMs: policy.rememberedAbsoluteLimitMinutes * minute,
      }
    : { idleLimitMs: policy.idleLimitMinutes * minute, absoluteLimitMs: policy.absoluteLimitMinutes * minute };
}
