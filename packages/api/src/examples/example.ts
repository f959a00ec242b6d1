import type { AnswerOf, BodyOf, RouteKey } from '../routes.ts';

/** What a route takes and answers, once, as somebody would meet it. */
interface Example<Key extends RouteKey> {
  readonly body?: BodyOf<Key>;
  readonly answer?: AnswerOf<Key>;
}

export type Examples = { readonly [Key in RouteKey]?: Example<Key> };

const noon = Date.UTC(2026, 10, 27, 12);
const minute = 60_000;

/** Moments of one day. */
export const at = {
  morning: noon - 240 * minute,
  noon,
  afternoon: noon + 240 * minute,
  nextYear: noon + 34 * 1_440 * minute,
};

/** Ids of this made-up place. */
export const ids = {
  acme: '019ac1a0-0000-7000-8000-00000000ac3e',
  home: '019ac1a0-0000-7000-8000-00000000403e',
  anna: '019ac1a0-0000-7000-8000-000000000a22',
  bo: '019ac1a0-0000-7000-8000-000000000b0b',
  phone: '019ac1a0-0000-7000-8000-00000000f0e0',
  session: '019ac1a0-0000-7000-8000-0000000005e5',
  invitation: '019ac1a0-0000-7000-8000-000000000123',
  grant: '019ac1a0-0000-7000-8000-00000000062a',
  line: '019ac1a0-0000-7000-8000-000000000109',
} as const;

export const receipt = { epoch: 4_211, confirmed: 3, waitedOut: [], milliseconds: 5.3 };
export const outcome = { outcome: 'ended' as const, count: 2, hold: null, receipt };

export const phone = {
  type: 'phone' as const,
  browserName: 'Safari',
  browserVersion: '26',
  systemName: 'iOS',
  systemVersion: '26',
  model: 'iPhone',
};
