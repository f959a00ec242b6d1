import { Readable } from 'node:stream';
import type { OrganizationLogLine } from '@rollcall/api';
import { type LogFilter, type LogReader, type Places, requirePlaces, viewChain, viewLog } from '@rollcall/core';
import type { FastifyReply } from 'fastify';
import type { House } from './house.ts';
import { organizationCsv } from './log-export.ts';
import { sealAll } from './log-sealer.ts';
import { Names } from './wire/names.ts';
import { type OrganizationLogView, toChainLine, toOrganizationLogLine } from './wire/organization-log-line.ts';

const exportedAtOnce = 200;

/** Whoever takes an export, judged anew for each part: taking it may last longer than the session or the role. */
export type ReaderNow = () => Promise<LogReader>;

type ExportHouse = Pick<House, 'core' | 'placeOf'>;

/** What the mapper of a line needs, for one answer. */
export function logView({ core, placeOf }: ExportHouse, reader: LogReader): OrganizationLogView {
  return { readerId: reader.kind === 'account' ? reader.accountId : null, placeOf, names: new Names(core) };
}

/** The log as CSV, newest first, read page by page while the client takes it. Refuses `places_not_permitted`. */
export async function exportCsv(
  house: ExportHouse,
  readerNow: ReaderNow,
  filter: LogFilter,
  places: Places,
  reply: FastifyReply,
): Promise<Readable> {
  await requirePlaces(house.core, await readerNow(), places);
  const { mediaType, fileName, write } = organizationCsv;
  reply.type(mediaType).header('content-disposition', `attachment; filename="${fileName}"`);
  return Readable.from(write(wholeLog(house, readerNow, filter, places)));
}

async function* wholeLog(
  house: ExportHouse,
  readerNow: ReaderNow,
  filter: LogFilter,
  places: Places,
): AsyncGenerator<OrganizationLogLine> {
  let after: string | null = null;
  do {
    const reader = await readerNow();
    const view = logView(house, reader);
    const page = await viewLog(house.core, reader, filter, places, { after, limit: exportedAtOnce });
    for (const entry of page.rows) yield await toOrganizationLogLine(entry, view);
    after = page.next;
  } while (after !== null);
}

/** The whole log in the order of its chain, sealed up to now, as lines of JSON. Refuses `places_not_permitted`. */
export async function exportChain(
  { core }: ExportHouse,
  readerNow: ReaderNow,
  places: Places,
  reply: FastifyReply,
): Promise<Readable> {
  await requirePlaces(core, await readerNow(), places);
  await sealAll(core);
  reply.header('content-disposition', 'attachment; filename="rollcall-organization-log.jsonl"');
  return Readable.from(wholeChain(core, readerNow, places), { objectMode: false });
}

async function* wholeChain(core: House['core'], readerNow: ReaderNow, places: Places): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const names = new Names(core);
    const lines = await viewChain(core, await readerNow(), places, after, exportedAtOnce);
    let part = '';
    for (const line of lines) part += `${JSON.stringify(await toChainLine(line, names))}\n`;
    if (part !== '') yield part;
    after = lines.at(-1)?.seal.sequence ?? after;
    if (lines.length < exportedAtOnce) return;
  }
}
