import type { AnswerOf } from '@rollcall/api';

type Client = AnswerOf<'GET /operator/devices'>['rows'][number]['client'];

const all: Readonly<Record<Client['type'], true>> = {
  computer: true,
  phone: true,
  tablet: true,
  tv: true,
  mobile_app: true,
  program: true,
  unknown: true,
};
/** What a device can be. */
export const clientTypes = Object.keys(all);

/** A device in words: which browser on what, as far as that is known. */
export function clientInWords({ browserName, systemName, model, type }: Client): string {
  const on = model ?? systemName;
  if (browserName === null) return on ?? type;
  return on === null ? browserName : `${browserName} on ${on}`;
}
