import type { PolicyBody } from '@rollcall/client';

/** Every setting of a policy, in the order in which pages tell of them. */
export const policySettings = [
  'idleLimitMinutes',
  'absoluteLimitMinutes',
  'keepSignedIn',
  'rememberedIdleLimitMinutes',
  'rememberedAbsoluteLimitMinutes',
  'sessionLimit',
  'atSessionLimit',
  'secondFactor',
  'trustDays',
  'addressRanges',
  'historyDays',
  'addressDays',
] as const satisfies readonly (keyof PolicyBody)[];
