import type { LogEvent, Receipt, ThrottleRule } from '@rollcall/core';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type MetricName, meaningOf, metricNames } from './catalog.ts';

type Labels = Readonly<Record<string, string | number>>;

/** What is only read when somebody asks: the value of a metric, or one for each set of labels. */
export type Reading = readonly (readonly [MetricName, number, Labels?])[];

/** What the parts of the server tell of what they do. */
export interface Metrics {
  answered(
    request: { readonly method: string; readonly route: string; readonly status: number },
    milliseconds: number,
  ): void;
  confirmed(receipt: Receipt): void;
  noted(event: LogEvent): void;
  throttled(rule: ThrottleRule): void;
  swept(job: string, rows: number): void;
  sweepFailed(job: string): void;
  /** Says what to read at each scrape. */
  readAt(read: () => Promise<Reading>): void;
  /** All of it, in Prometheus's text format. */
  render(): Promise<string>;
  readonly mediaType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const made = new Map(metricNames.map((name) => [name, make(registry, name)]));
  const add = (name: MetricName, value = 1, labels: Labels = {}) => {
    const metric = made.get(name);
    if (metric instanceof Histogram) metric.observe(labels, value);
    else metric?.inc(labels, value);
  };
  let read: () => Promise<Reading> = async () => [];
  let watched = false;

  async function readNow(): Promise<void> {
    // From the first scrape on: where nobody looks, nothing is measured.
    if (!watched) collectDefaultMetrics({ register: registry });
    watched = true;
    const values = await read();
    for (const name of new Set(values.map(([name]) => name))) made.get(name)?.reset();
    for (const [name, value, labels] of values) add(name, value, labels);
  }

  return {
    answered({ method, route, status }, milliseconds) {
      add('rollcall_http_requests_total', 1, { method, route, status });
      add('rollcall_http_request_seconds', milliseconds / 1_000, { method, route });
    },
    confirmed({ milliseconds, waitedOut }) {
      add('rollcall_confirmation_seconds', milliseconds / 1_000);
      add('rollcall_waited_out_total', waitedOut.length);
    },
    noted: (event) => add('rollcall_events_total', 1, { event }),
    throttled: (rule) => add('rollcall_throttled_total', 1, { rule }),
    swept: (job, rows) => add('rollcall_swept_rows_total', rows, { job }),
    sweepFailed: (job) => add('rollcall_sweep_failures_total', 1, { job }),
    readAt(source) {
      read = source;
    },
    async render() {
      await readNow();
      return registry.metrics();
    },
    mediaType: registry.contentType,
  };
}

function make(registry: Registry, name: MetricName): Counter | Gauge | Histogram {
  const { sort, help, labels = {}, buckets = [] } = meaningOf(name);
  const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
  if (sort === 'counter') return new Counter(options);
  return sort === 'gauge' ? new Gauge(options) : new Histogram({ ...options, buckets: [...buckets] });
}
