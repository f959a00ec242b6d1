import { type MetricName, meaningOf, metricNames } from './catalog.ts';

/** The page docs/operate/metrics.md, written out of the table that the metrics are made of. */
export function renderMetricsDocument(): string {
  return `${[
    '# Metrics',
    'For Prometheus, as text. They are on the local socket:',
    '    curl --unix-socket data/operator.sock http://localhost/metrics',
    'and, where `ROLLCALL_METRICS_PORT` is set, at `/metrics` on a listener of its own, which is reached from this machine only unless `ROLLCALL_METRICS_HOST` says otherwise. They are never on the public port. No label holds an account, an address or a token, and each has few values. Counters begin at 0 with each process.',
    ['| metric | sort | what it counts | labels |', '| --- | --- | --- | --- |', ...metricNames.map(row)].join('\n'),
    'Beside these stand those of the process, as in every Node program: `process_*` (CPU, memory, open files) and `nodejs_*` (event loop lag, heap, garbage collection).',
    'What to alert on stands in [the operator’s guide](README.md#monitoring). This page is written out of the code: `npm run docs`.',
  ].join('\n\n')}\n`;
}

function row(name: MetricName): string {
  const { sort, help, labels = {} } = meaningOf(name);
  const cells = Object.entries(labels).map(([label, values]) =>
    values === '' ? `\`${label}\`` : `\`${label}\`: ${values}`,
  );
  return `| \`${name}\` | ${sort} | ${help} | ${cells.join('; ') || '–'} |`;
}
