import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { createProgress, type Progress } from '../progress.ts';
import { atDesk, type Desk } from '../run.ts';
import { save } from '../save.ts';
import { runOnStore } from '../server-process.ts';
import { createTerminal, type Terminal } from '../terminal.ts';

const keysStayOutside =
  'The key ring (keys.json) is not in it: keep it elsewhere, because without it nothing that is sealed can be read.';
const keepsSessions = [
  'Nothing was ended: every session, link and mail is as it was when the file was made.',
  'What was ended since then is good again until you end it: rollcall sessions revoke-all ends everything.',
];
const endsSessions =
  'Everybody has to sign in again, services need new credentials, and links that waited to be opened do not work any more.';

export function store(program: Command): void {
  addExport(program);
  addImport(program);
  addBackup(program);
  addRestore(program);
}

function addExport(program: Command): void {
  program
    .command('export <file>')
    .description('write the whole store into a file, to be imported elsewhere')
    .action((path: string, _: unknown, command: Command) =>
      atDesk(command, async ({ receive, terminal }) => {
        const { rows } = await saveExport(path, await receive('GET /operator/export'));
        terminal.answer({ file: path, rows }, () => [`${path} holds the store: ${rows} rows.`, keysStayOutside]);
      }),
    );
}

/** The first line says how many rows come; a last line with the same number ends them. */
async function saveExport(path: string, { stream }: Awaited<ReturnType<Desk['receive']>>): Promise<{ rows: number }> {
  let lines = 0;
  let head = '';
  let rows: number | null = null;
  await withProgress('Exporting', (progress) =>
    save(
      path,
      stream,
      (chunk) => {
        for (const byte of chunk) lines += Number(byte === newline);
        if (rows === null) {
          head += chunk.toString('latin1');
          rows = rowsIn(head);
        }
        progress.at(lines, (rows ?? 0) + 2);
      },
      () => rows !== null && lines === rows + 2,
    ),
  );
  return { rows: rows ?? 0 };
}

const newline = 0x0a;

function rowsIn(text: string): number | null {
  const end = text.indexOf('\n');
  if (end === -1) return null;
  const { tables } = JSON.parse(text.slice(0, end)) as { readonly tables: readonly { readonly rows: number }[] };
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

function addBackup(program: Command): void {
  program
    .command('backup <file>')
    .description('copy the embedded store into a file while it is in use')
    .action((path: string, _: unknown, command: Command) =>
      atDesk(command, async ({ receive, terminal }) => {
        const { stream, length } = await receive('GET /operator/backup');
        const bytes = await saveBackup(path, stream, length);
        terminal.answer({ file: path, bytes }, () => [`${path} holds the store: ${bytes} bytes.`, keysStayOutside]);
      }),
    );
}

async function saveBackup(path: string, stream: Readable, length: number): Promise<number> {
  let bytes = 0;
  await withProgress('Backing up', (progress) =>
    save(
      path,
      stream,
      (chunk) => {
        bytes += chunk.length;
        progress.at(bytes, length);
      },
      () => bytes === length,
    ),
  );
  return bytes;
}

interface ImportOptions {
  readonly keepSessions?: true;
  readonly replace?: true;
  readonly yes?: true;
}

function addImport(program: Command): void {
  program
    .command('import <file>')
    .description('write an exported store into this one, while no server runs')
    .option('--keep-sessions', 'end nothing: for moving, when the file was made after the last server had stopped')
    .option('--replace', 'lose what is in this store; without it only a store without accounts is written to')
    .option('--yes', 'do not ask')
    .action(async (path: string, options: ImportOptions, command: Command) => {
      const terminal = terminalOf(command);
      if (options.replace && !options.yes) await terminal.confirm('Lose everything that is in this store?');
      const words = [...(options.keepSessions ? ['--keep-sessions'] : []), ...(options.replace ? ['--replace'] : [])];
      const { rows } = await onStore<{ rows: number }>('import', [path, ...words], 'Importing');
      terminal.answer({ file: path, rows }, () => [
        `${rows} rows were imported.`,
        ...(options.keepSessions ? keepsSessions : [endsSessions]),
      ]);
    });
}

function addRestore(program: Command): void {
  program
    .command('restore <file>')
    .description('put a backup into the place of the embedded store, while no server runs')
    .option('--keep-sessions', 'end nothing: what was ended since the backup is good again')
    .option('--yes', 'do not ask')
    .action(async (path: string, options: ImportOptions, command: Command) => {
      const terminal = terminalOf(command);
      if (!options.yes) await terminal.confirm('Put the backup into the place of this store?');
      const words = options.keepSessions ? ['--keep-sessions'] : [];
      const { kept } = await onStore<{ kept: string | null }>('restore', [path, ...words], 'Restoring');
      terminal.answer({ file: path, kept }, () => [
        `The store is the one of ${path}.`,
        ...(kept === null ? [] : [`What was there before is kept as ${kept}; remove it when all is well.`]),
        ...(options.keepSessions ? keepsSessions : [endsSessions]),
      ]);
    });
}

function terminalOf(command: Command): Terminal {
  return createTerminal(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
}

function onStore<Done>(name: string, words: readonly string[], what: string): Promise<Done> {
  return withProgress(what, async (progress) => {
    const done = await runOnStore(name, words, progress.at);
    if (done === null) throw new Failure('refused', 'Nothing was changed, for the reason above.');
    return done as Done;
  });
}

async function withProgress<Result>(what: string, work: (progress: Progress) => Promise<Result>): Promise<Result> {
  const progress = createProgress(what);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
