// `npm run bench`: measures every budget beside its floor, prints the table, and fails where one is missed.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BudgetName, budgetNames } from './budgets.ts';
import { documentOf } from './document.ts';
import { measurements } from './measurements.ts';
import { Place } from './place.ts';
import { exitCodeOf, legendOf, type Results, tableOf } from './report.ts';
import { fullScale, quickScale } from './scale.ts';

const usage = `npm run bench -- [options]
  --only NAME    only this measurement; may be repeated: ${budgetNames.join(', ')}
  --quick        small stores and few rounds: to see that everything runs, not to hold budgets
  --report-only  exit with 0 even where a budget is missed
  --write        write docs/bench.md; only for a full run
`;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    'report-only': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const problem = problemOfOptions();
if (options.help || problem !== null) {
  process.stdout.write(`${problem === null ? '' : `${problem}\n`}${usage}`);
  process.exit(problem === null ? 0 : 2);
}

const results = await measure(options.only.length === 0 ? budgetNames : (options.only as BudgetName[]));
process.stdout.write(`\n${tableOf(results)}\n\n${legendOf(results)}\n`);
if (options.quick)
  process.stdout.write('\nThese were small stores: only a full run says anything about the budgets.\n');
if (options.write) writeFileSync(new URL('../../docs/bench.md', import.meta.url), documentOf(results, new Date()));
process.exitCode = exitCodeOf(results, options['report-only'] ? 'only report' : 'hold the budgets');

async function measure(names: readonly BudgetName[]): Promise<Results> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const place = new Place(mkdtempSync(join(tmpdir(), 'rollcall-bench-')), options.quick ? quickScale : fullScale, say);
  const results: Results = {};
  try {
    for (const name of Object.keys(measurements) as BudgetName[]) {
      if (!names.includes(name)) continue;
      const began = performance.now();
      results[name] = await measurements[name](place);
      say(`${name}: ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    }
    return results;
  } finally {
    place.remove();
  }
}

function problemOfOptions(): string | null {
  const unknown = options.only.find((name) => !(budgetNames as string[]).includes(name));
  if (unknown !== undefined) return `There is no measurement ${JSON.stringify(unknown)}.`;
  if (options.write && (options.quick || options.only.length > 0)) return '--write takes a full run.';
  return null;
}
