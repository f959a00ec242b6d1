import { type Command, Option } from 'commander';
import { Failure } from '../failure.ts';
import {
  filterQuery,
  type LogFilter,
  narrowing,
  ofLog,
  type WhoseLog,
  whoseInWords,
  whoseQuery,
} from '../log-filter.ts';
import { atDesk } from '../run.ts';
import { save } from '../save.ts';

interface ExportOptions extends WhoseLog, LogFilter {
  readonly format: keyof typeof formats;
}

const formats = {
  csv: { key: 'GET /operator/log/export', sentence: () => 'newest first, as CSV.' },
  jsonl: {
    key: 'GET /operator/log/chain',
    sentence: (path: string) => `whole, with its seals: rollcall log verify ${path} checks it.`,
  },
} as const;

export function addExport(group: Command): void {
  const format = new Option('--format <format>', 'for spreadsheets; or lines of JSON with seals, whole')
    .choices(Object.keys(formats))
    .default('csv');
  ofLog(group.command('export <file>').description('write what happened in an organization into a file'))
    .addOption(format)
    .action((path: string, options: ExportOptions, command: Command) =>
      atDesk(command, async ({ receive, terminal }) => {
        const { key, sentence } = formats[options.format];
        const { stream } = await receive(key, { query: { ...whoseQuery(options), ...filterFor(options) } });
        // One that breaks off fails by itself.
        await save(
          path,
          stream,
          () => {},
          () => true,
        );
        const holds = `${path} holds the log of ${whoseInWords(options)}`;
        terminal.answer({ file: path, format: options.format }, () => [`${holds}, ${sentence(path)}`]);
      }),
    );
}

/** A chain can be verified only whole. */
function filterFor(options: ExportOptions): LogFilter {
  const filter = filterQuery(options);
  if (options.format === 'csv') return filter;
  const named = narrowing.find((name) => filter[name] !== undefined);
  if (named !== undefined)
    throw new Failure('usage', `--${named} goes with --format csv: lines of JSON are the whole.`);
  return {};
}
