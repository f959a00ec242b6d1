import { Refusal } from '../refusal.ts';
import { type AddressRanges, areRanges, normalizeRanges } from './address-ranges.ts';
import type { Policy } from './policy.ts';

/** A setting that counts. `null` is no limit, where it may be. */
interface Count {
  readonly is: 'count';
  readonly least: number;
  readonly most: number;
  readonly mayBeNone?: true;
}

interface Word {
  readonly is: 'word';
  readonly words: readonly string[];
}

interface Ranges {
  readonly is: 'ranges';
}

type SettingRule = Count | Word | Ranges;

const minutesPerDay = 24 * 60;
/** The ceiling of the absolute limits is NIST's for AAL1 (SP 800-63B-4): 30 days. */
const minutes: Count = { is: 'count', least: 1, most: 30 * minutesPerDay };
const days: Count = { is: 'count', least: 0, most: 3650 };

/** What each setting may be. A new setting is a row here, and nowhere a branch. */
export const policyRules = {
  idleLimitMinutes: minutes,
  absoluteLimitMinutes: minutes,
  rememberedIdleLimitMinutes: minutes,
  rememberedAbsoluteLimitMinutes: minutes,
  keepSignedIn: { is: 'word', words: ['allowed', 'refused'] },
  /** Each birth looks at so many sessions at most. */
  sessionLimit: { is: 'count', least: 1, most: 1000, mayBeNone: true },
  atSessionLimit: { is: 'word', words: ['refuse', 'end_oldest'] },
  secondFactor: { is: 'word', words: ['off', 'at_sign_in', 'always'] },
  /** A device that was away for 90 days counts as long asleep: no trust is older. */
  trustDays: { is: 'count', least: 0, most: 90 },
  addressRanges: { is: 'ranges' },
  historyDays: days,
  addressDays: days,
} as const satisfies Record<keyof Policy, SettingRule>;

export type PolicySetting = keyof Policy;
export const policySettings = Object.keys(policyRules) as PolicySetting[];

/** The same policy with each address range in one spelling. Refuses `policy_invalid`, naming the first setting at fault. */
export function checkPolicy(policy: Policy): Policy {
  for (const setting of policySettings) {
    const rule: SettingRule = policyRules[setting];
    const fault = faults[rule.is](rule as never, policy[setting] as never);
    if (fault !== null) throw new Refusal('policy_invalid', { field: setting, ...fault });
  }
  return { ...policy, addressRanges: normalizeRanges(policy.addressRanges) };
}

interface Fault {
  /** The bound that was passed. */
  readonly limit?: number;
}

const faults = {
  count: ({ least, most, mayBeNone }: Count, value: number | null): Fault | null => {
    if (value === null) return mayBeNone ? null : { limit: least };
    if (Number.isInteger(value) && value >= least && value <= most) return null;
    return { limit: value < least ? least : most };
  },
  word: ({ words }: Word, value: string): Fault | null => (words.includes(value) ? null : {}),
  ranges: (_: Ranges, value: AddressRanges): Fault | null => (areRanges(value) ? null : {}),
};
