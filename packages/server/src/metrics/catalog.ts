type Sort = 'counter' | 'gauge' | 'histogram';

/** What a metric is, for whoever scrapes it and for the page that lists them. */
interface Meaning {
  readonly sort: Sort;
  readonly help: string;
  /** Each takes few values, none of which says anything about a person. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Upper bounds, in seconds. */
  readonly buckets?: readonly number[];
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Every metric there is beside those of the process. */
export const catalog = {
  rollcall_info: {
    sort: 'gauge',
    help: 'Always 1; tells what runs.',
    labels: { version: 'of Rollcall', engine: '`sqlite` or `postgres`' },
  },
  rollcall_ready: {
    sort: 'gauge',
    help: '1 where the store answers and the verifier is in step with it, otherwise 0.',
  },
  rollcall_verify_answers_total: {
    sort: 'counter',
    help: 'Tokens that were judged, by answer.',
    labels: {
      answer: '`good_from_memory`, `good_from_store`, or why not: `unknown`, `revoked`, `expired`, `idle`, `held`, …',
    },
  },
  rollcall_verifier_entries: { sort: 'gauge', help: 'Credentials that this process remembers.' },
  rollcall_verifier_lease: {
    sort: 'gauge',
    help: '1 while this process may answer from memory. 0: it reads the store for each answer, or refuses.',
  },
  rollcall_verifier_syncs_total: {
    sort: 'counter',
    help: 'Times that memory was brought in step with the store.',
    labels: { outcome: '`done` or `failed`' },
  },
  rollcall_verifier_sync_age_seconds: {
    sort: 'gauge',
    help: 'Since the last one that worked. Above 2, the lease is over.',
  },
  rollcall_verifier_registrations_total: {
    sort: 'counter',
    help: 'Times that this process made itself known to the store: once, unless it was lost.',
  },
  rollcall_confirmation_seconds: {
    sort: 'histogram',
    help: 'From the commit of an ending until no verifier can accept it any more.',
    buckets: seconds,
  },
  rollcall_waited_out_total: {
    sort: 'counter',
    help: 'Verifiers that did not acknowledge an ending, so that their lease was waited for.',
  },
  rollcall_events_total: {
    sort: 'counter',
    help: 'Lines of the log, by event: sign-ins by outcome, endings, changes.',
    labels: { event: 'as in the log: `sign_in.succeeded`, `sign_in.failed`, `session.revoked`, …' },
  },
  rollcall_throttled_total: {
    sort: 'counter',
    help: 'Tries that were refused because there had been too many.',
    labels: { rule: 'what was counted: `account`, `network`, …' },
  },
  rollcall_http_requests_total: {
    sort: 'counter',
    help: 'Requests, without those for `GET /v1/verify` that were good.',
    labels: { method: '', route: "the route's pattern; `none` where there is none", status: 'of the answer' },
  },
  rollcall_http_request_seconds: {
    sort: 'histogram',
    help: 'How long those took.',
    labels: { method: '', route: '' },
    buckets: seconds,
  },
  rollcall_streams: { sort: 'gauge', help: 'Open event streams: one for each browser with a page open.' },
  rollcall_outbox_messages: {
    sort: 'gauge',
    help: 'Messages that wait to be delivered.',
  },
  rollcall_outbox_oldest_age_seconds: { sort: 'gauge', help: 'How long the oldest of them has waited; 0 without any.' },
  rollcall_swept_rows_total: {
    sort: 'counter',
    help: 'Rows that were cleaned up.',
    labels: { job: 'which clean-up' },
  },
  rollcall_sweep_failures_total: {
    sort: 'counter',
    help: 'Clean-ups that failed and are tried again.',
    labels: { job: 'which clean-up' },
  },
} as const satisfies Record<string, Meaning>;

export type MetricName = keyof typeof catalog;

export const meaningOf = (name: MetricName): Meaning => catalog[name];
export const metricNames = Object.keys(catalog) as MetricName[];
