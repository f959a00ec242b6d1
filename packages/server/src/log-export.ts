import type { LogLine } from '@rollcall/api';

/** One way of writing the whole history. */
interface Format {
  readonly mediaType: string;
  readonly fileName: string;
  readonly write: (lines: AsyncIterable<LogLine>) => AsyncGenerator<string>;
}

export const formats: Readonly<Record<'csv' | 'json', Format>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', fileName: 'rollcall-log.csv', write: writeCsv },
  json: { mediaType: 'application/json; charset=utf-8', fileName: 'rollcall-log.json', write: writeJson },
};

const columns: readonly (readonly [string, (line: LogLine) => string])[] = [
  ['time', (line) => new Date(line.at).toISOString()],
  ['event', (line) => line.event],
  ['actor', (line) => line.actor.kind],
  ['actor_name', (line) => line.actor.name ?? ''],
  ['actor_device', (line) => deviceName(line.actor.device)],
  ['device', (line) => deviceName(line.device)],
  ['address', (line) => line.address ?? ''],
  ['country', (line) => line.place.countryCode ?? ''],
  ['city', (line) => line.place.city ?? ''],
  ['details', (line) => JSON.stringify(line.details)],
];

async function* writeCsv(lines: AsyncIterable<LogLine>): AsyncGenerator<string> {
  yield `${columns.map(([title]) => title).join(',')}\r\n`;
  for await (const line of lines) yield `${columns.map(([, read]) => cell(read(line))).join(',')}\r\n`;
}

async function* writeJson(lines: AsyncIterable<LogLine>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const line of lines) {
    yield before + JSON.stringify(line);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
export function cell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) || guarded !== text ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function deviceName(device: LogLine['device']): string {
  if (device === null) return '';
  const { browserName, systemName } = device.client;
  return device.name ?? [browserName, systemName].filter((part) => part !== null).join(' / ');
}
