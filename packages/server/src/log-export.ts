import type { LogLine, OrganizationLogLine } from '@rollcall/api';

/** One way of writing the whole history. */
interface Format {
  readonly mediaType: string;
  readonly fileName: string;
  readonly write: (lines: AsyncIterable<LogLine>) => AsyncGenerator<string>;
}

const csvType = 'text/csv; charset=utf-8; header=present';

export const formats: Readonly<Record<'csv' | 'json', Format>> = {
  csv: { mediaType: csvType, fileName: 'rollcall-log.csv', write: writeCsv },
  json: { mediaType: 'application/json; charset=utf-8', fileName: 'rollcall-log.json', write: writeJson },
};

type Columns<Line> = readonly (readonly [title: string, read: (line: Line) => string])[];

const columns: Columns<LogLine> = [
  ['time', (line) => new Date(line.at).toISOString()],
  ['event', (line) => line.event],
  ['actor', (line) => line.actor.kind],
  ['actor_name', (line) => line.actor.name ?? ''],
  ['actor_device', (line) => deviceName(line.actor.device)],
  ['device', (line) => deviceName(line.device)],
  ['organization', (line) => line.organizationName ?? ''],
  ['address', (line) => line.address ?? ''],
  ['country', (line) => line.place.countryCode ?? ''],
  ['city', (line) => line.place.city ?? ''],
  ['details', (line) => JSON.stringify(line.details)],
];

/** The organization's log as CSV. */
export const organizationCsv = {
  mediaType: csvType,
  fileName: 'rollcall-organization-log.csv',
  write: (lines: AsyncIterable<OrganizationLogLine>) => writeLines(organizationColumns, lines),
};

const organizationColumns: Columns<OrganizationLogLine> = [
  ['time', (line) => new Date(line.at).toISOString()],
  ['event', (line) => line.event],
  ['member', (line) => line.member?.name ?? ''],
  ['member_id', (line) => line.member?.id ?? ''],
  ['actor', (line) => line.actor.kind],
  ['actor_name', (line) => line.actor.account?.name ?? ''],
  ['actor_id', (line) => line.actor.account?.id ?? ''],
  ['actor_device', (line) => deviceName(line.actor.device)],
  ['device', (line) => deviceName(line.device)],
  ['address', (line) => line.address ?? ''],
  ['country', (line) => line.place.countryCode ?? ''],
  ['city', (line) => line.place.city ?? ''],
  ['details', (line) => JSON.stringify(line.details)],
];

function writeCsv(lines: AsyncIterable<LogLine>): AsyncGenerator<string> {
  return writeLines(columns, lines);
}

async function* writeLines<Line>(columns: Columns<Line>, lines: AsyncIterable<Line>): AsyncGenerator<string> {
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

/** They turn around what is written beside them. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Where a spreadsheet would begin a formula: at a cell's start; and, as some countries separate by semicolons or tabs, where our quotes
 * quote nothing, behind each of those and at each new line.
 */
const formulaStarts = /^(?=[\t\r])|(?=[=+\-@])(?<=(?:^|[;\t\r\n])[\s"]*)/g;

/** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
export function cell(raw: string): string {
  const text = raw.replace(directions, '\ufffd');
  const guarded = text.replace(formulaStarts, "'");
  return /[",\r\n]/.test(guarded) || guarded !== text ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function deviceName(device: LogLine['device'] | OrganizationLogLine['device']): string {
  if (device === null) return '';
  const { browserName, systemName } = device.client;
  return device.name ?? [browserName, systemName].filter((part) => part !== null).join(' / ');
}
