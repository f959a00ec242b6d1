import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import { type Lines, openLines } from '../lines.ts';
import { count, safe } from '../output.ts';
import { createProgress } from '../progress.ts';
import { atDesk, type Desk } from '../run.ts';
import { mostBytes, type Row, readLine } from './imported-line.ts';

type Result = AnswerOf<'POST /operator/services/:service/sessions/import'>['rows'][number];
type Reason = Extract<Result, { reason: unknown }>['reason'];

interface Options {
  readonly service: string;
  readonly dryRun?: boolean;
}

/** What came of the file. */
interface Report {
  imported: number;
  alreadyThere: number;
  importable: number;
  readonly refused: { readonly line: number; readonly reason: string }[];
}

export function addImport(group: Command): void {
  group
    .command('import <file>')
    .description('bring along sessions that people of a service have now, one JSON object a line')
    .requiredOption('--service <name>', 'whose they are')
    .option('--dry-run', 'only say what would come of it')
    .action((path: string, options: Options, command: Command) =>
      atDesk(command, async (desk) => {
        const report = await importLines(desk, await openLines(path), options);
        desk.terminal.answer(report, () => linesOf(report, options.dryRun ?? false));
        if (report.refused.length > 0) process.exitCode = exitCodes.refused;
      }),
    );
}

const mostRows = 100;

async function importLines({ send }: Desk, { bytes, lines }: Lines, options: Options): Promise<Report> {
  const report: Report = { imported: 0, alreadyThere: 0, importable: 0, refused: [] };
  const progress = createProgress('Importing', 'lines');
  let batch: Numbered[] = [];
  let size = 0;
  const sendBatch = async () => {
    await importBatch(send, options, batch, report);
    batch = [];
    size = 0;
  };
  try {
    for await (const { number, text, bytesSoFar } of lines) {
      const read = readLine(text);
      if ('refused' in read) report.refused.push({ line: number, reason: read.refused });
      if (!('row' in read)) continue;
      if (batch.length === mostRows || size + read.bytes > mostBytes) {
        await sendBatch();
        progress.at(bytesSoFar, bytes);
      }
      batch.push({ line: number, row: read.row });
      size += read.bytes;
    }
    await sendBatch();
    progress.at(bytes, bytes);
  } catch (error) {
    throw error instanceof Failure ? told(error, report) : error;
  } finally {
    progress.end();
  }
  report.refused.sort((one, other) => one.line - other.line);
  return report;
}

/** What came so far stays: who runs it again must know that they may. */
function told(failure: Failure, { imported }: Report): Failure {
  if (imported === 0) return failure;
  const more = `${count(imported, 'session was', 'sessions were')} imported before that; run it again to go on.`;
  return new Failure(
    failure.exitCode === exitCodes.refused ? 'refused' : 'notReachable',
    `${failure.message}\n${more}`,
  );
}

interface Numbered {
  readonly line: number;
  readonly row: Row;
}

/** The server takes none of a batch with a row of the wrong form, and names that: without it the others are sent again. */
async function importBatch(
  send: Desk['send'],
  { service, dryRun = false }: Options,
  batch: readonly Numbered[],
  report: Report,
): Promise<void> {
  let left = batch;
  while (left.length > 0) {
    const body = { rows: left.map(({ row }) => row), dryRun };
    try {
      const { rows } = await send('POST /operator/services/:service/sessions/import', { params: { service }, body });
      for (const [place, { line }] of left.entries()) take(report, line, rows[place]);
      return;
    } catch (error) {
      const malformed = malformedIn(error);
      if (malformed === null) throw error;
      report.refused.push({ line: left[malformed.place]?.line ?? 0, reason: malformed.reason });
      left = left.toSpliced(malformed.place, 1);
    }
  }
}

function malformedIn(error: unknown): { readonly place: number; readonly reason: string } | null {
  const [fault] = error instanceof Failure ? (error.refused?.errors ?? []) : [];
  const [, place, field = ''] = /^\/rows\/(\d+)(?:\/(.*))?$/.exec(fault?.pointer ?? '') ?? [];
  return fault === undefined || place === undefined
    ? null
    : { place: Number(place), reason: `${field} ${fault.message}`.trim() };
}

const reasons: Record<Reason, string> = {
  time_in_future: 'issuedAt or lastUsedAt lies in the future',
  times_contradict: 'lastUsedAt lies before issuedAt',
  expired: 'is older than the limits allow, or expiresAt is past',
  idle: 'was not used for longer than the limits allow',
  ended_since: 'what the account had was ended after issuedAt',
  account_disabled: 'the account is disabled',
  other_account: 'the token is one of another account',
  external_id_invalid: 'externalId is too long or holds characters that cannot be seen',
  name_invalid: 'displayName is too long or holds characters that cannot be seen',
};

function take(report: Report, line: number, result: Result | undefined): void {
  if (result === undefined) throw new Failure('refused', 'The server did not answer for every row.');
  if (result.outcome === 'refused') report.refused.push({ line, reason: reasons[result.reason] });
  if (result.outcome === 'imported') report.imported += 1;
  if (result.outcome === 'already_there') report.alreadyThere += 1;
  if (result.outcome === 'importable') report.importable += 1;
}

function linesOf({ imported, alreadyThere, importable, refused }: Report, isTrial: boolean): string[] {
  const [brought, would] = [
    `${count(imported, 'session was', 'sessions were')} imported`,
    `${count(importable, 'session', 'sessions')} would be imported`,
  ];
  return [
    `${isTrial ? would : brought}, ${alreadyThere} ${alreadyThere === 1 ? 'was' : 'were'} there already, ${refused.length} refused.`,
    ...refused.map(({ line, reason }) => safe(`  line ${line}: ${reason}`)),
  ];
}
