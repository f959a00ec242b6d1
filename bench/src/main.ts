// `npm run bench`: measures every budget, beside its floor or beside peers, prints the tables, and fails where one is missed.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provideSystemPackages } from '../../scripts/system-packages.mjs';
import { documentOf } from './document.ts';
import { Place } from './place.ts';
import { allNames, exitCodeOf, run, textOf } from './run.ts';
import { fullScale, quickScale } from './scale.ts';

const usage = `npm run bench -- [options]
  --only NAME    only this measurement; may be repeated: ${allNames.join(', ')}
  --quick        small stores and few rounds: to see that everything runs, not to hold budgets;
                 what peers believe for five minutes is set to five seconds
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
if (!provideSystemPackages(['postgresql', 'redis-server', 'nginx', 'wrk'])) process.exit(1);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const say = (line: string) => process.stdout.write(`${line}\n`);
const place = new Place(mkdtempSync(join(tmpdir(), 'rollcall-bench-')), options.quick ? quickScale : fullScale, say);
try {
  const found = await run(options.only.length === 0 ? allNames : options.only, place, options.quick);
  say(`\n${textOf(found)}`);
  if (options.quick) say('\nThese were small stores: only a full run says anything about the budgets.');
  if (options.write) writeFileSync(new URL('../../docs/bench.md', import.meta.url), documentOf(found, new Date()));
  process.exitCode = exitCodeOf(found, options['report-only'] ? 'only report' : 'hold the budgets');
} finally {
  place.remove();
}

function problemOfOptions(): string | null {
  const unknown = options.only.find((name) => !allNames.includes(name));
  if (unknown !== undefined) return `There is no measurement ${JSON.stringify(unknown)}.`;
  if (options.write && (options.quick || options.only.length > 0)) return '--write takes a full run.';
  return null;
}
