import type { LogEvent, LogGroup } from '@rollcall/client';

export const logGroups = ['sign_ins', 'endings', 'devices', 'account'] as const satisfies readonly LogGroup[];

/** What a person should look at twice. */
export const lookedTwice: readonly LogEvent[] = [
  'sign_in.failed',
  'sign_in.throttled',
  'reauthentication.failed',
  'device.lost',
];
