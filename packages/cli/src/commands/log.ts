import { readFile } from 'node:fs/promises';
import type { CheckedLog, LogVerificationStep } from '@rollcall/api';
import { type Command, InvalidArgumentError } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import { count, table, time } from '../output.ts';
import { createProgress } from '../progress.ts';
import { atDesk, type Desk } from '../run.ts';
import { runOnStore } from '../server-process.ts';
import { createTerminal, type Terminal } from '../terminal.ts';
import { addExport } from './log-export.ts';
import { addList } from './log-list.ts';

type Chain = CheckedLog['chains'][number];

export function log(program: Command): void {
  const group = program.command('log').description('read the log and take it along, and check that its chains hold');
  addList(group);
  addExport(group);
  addHeads(group);
  addVerify(group);
}

function addHeads(group: Command): void {
  group
    .command('heads')
    .description('show where every chain ends now: keep this elsewhere, for log verify --heads')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const answer = await send('GET /operator/log/heads', {});
        terminal.answer(answer, () => [
          table(
            ['HEAD', 'SEALED', 'ORGANIZATION'],
            answer.heads.map(({ head, sealedAt, organizationName }) => [head, time(sealedAt), organizationName ?? '-']),
          ),
        ]);
      }),
    );
}

interface VerifyOptions {
  readonly head: readonly string[];
  readonly heads?: string;
}

function addVerify(group: Command): void {
  group
    .command('verify [file]')
    .description(
      'compute every chain anew, or that of an exported file (JSON lines), and name the first line that is broken',
    )
    .option('--head <head>', 'a head that was kept elsewhere; may be said several times', collectHead, [])
    .option('--heads <file>', 'a file with what log heads has shown')
    .action(async (file: string | undefined, options: VerifyOptions, command: Command) => {
      const heads = [...options.head, ...(options.heads === undefined ? [] : await headsIn(options.heads))];
      if (file !== undefined) return answerWith(terminalOf(command), await verifyFile(file, heads), heads.length);
      return atDesk(command, async ({ receive, terminal }) =>
        answerWith(terminal, await verifyStore(receive, heads), heads.length),
      );
    });
}

const head = /^(?:server|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):[1-9][0-9]{0,14}:[0-9a-f]{64}$/;

function collectHead(text: string, before: readonly string[]): readonly string[] {
  if (!head.test(text)) throw new InvalidArgumentError('It must be one that rollcall log heads has shown.');
  return [...before, text];
}

/** The first word of each line, where that is a head. */
async function headsIn(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Failure('usage', `${path} cannot be read (${error.message}).`);
  });
  const found = text.match(/[0-9a-z-]+:[0-9]+:[0-9a-f]{64}/g)?.filter((word) => head.test(word)) ?? [];
  if (found.length === 0) throw new Failure('usage', `${path} holds no head of a chain.`);
  return found;
}

async function verifyStore(receive: Desk['receive'], heads: readonly string[]): Promise<CheckedLog> {
  const { stream } = await receive('POST /operator/log/verification', { body: { heads } });
  const progress = createProgress('Verifying');
  let rest = '';
  let checked: CheckedLog | null = null;
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const step = JSON.parse(line) as LogVerificationStep;
      if ('done' in step) checked = step.done;
      else progress.at(...step.progress);
    }
  }
  progress.end();
  if (checked === null) throw new Failure('notReachable', 'The server stopped in the middle. Try again.');
  return checked;
}

async function verifyFile(path: string, heads: readonly string[]): Promise<CheckedLog> {
  const progress = createProgress('Verifying');
  const done = await runOnStore('verify-log', [path, ...heads], progress.at);
  progress.end();
  if (done === null) throw new Failure('refused', 'Nothing was verified, for the reason above.');
  return done as CheckedLog;
}

function answerWith(terminal: Terminal, checked: CheckedLog, heads: number): void {
  terminal.answer(checked, () => [...checked.chains.flatMap(chainLines), ...closingLines(checked, heads)]);
  if (checked.chains.some(({ broken }) => broken !== null)) process.exitCode = exitCodes.refused;
}

function chainLines({ chain, organizationName, lines, broken }: Chain): string[] {
  const name = organizationName === null ? chain : `${organizationName} (${chain})`;
  if (broken === null) return [`${name}: ${count(lines, 'line', 'lines')}, unbroken.`];
  const { sequence, entryId, at } = broken;
  const which = entryId === null ? [] : [`  It is the line ${entryId}${at === null ? '' : ` of ${time(at)}`}.`];
  return [`${name}: BROKEN at line ${sequence}: ${sentences[broken.fault]}.`, ...which];
}

const sentences: Record<NonNullable<Chain['broken']>['fault'], string> = {
  changed: 'what it says was changed after it was sealed',
  address_changed: 'its address was changed, or put back after it was erased',
  removed: 'it was removed',
  moved: 'another line was sealed in this place; lines were moved, or one was taken out',
  cut_off: 'the chain ends before it, and it was longer',
  rewritten: 'the chain is not the one that had this head; it was made anew, or the store was restored from a copy',
};

function closingLines({ unsealed }: CheckedLog, heads: number): string[] {
  return [
    ...(unsealed === 0 ? [] : [`${count(unsealed, 'line is', 'lines are')} not sealed yet.`]),
    ...(heads > 0
      ? []
      : ['Without a head that was kept elsewhere (--head, --heads) nobody can say whether the end was cut off.']),
  ];
}

function terminalOf(command: Command): Terminal {
  return createTerminal(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
}
