export interface Settings {
  readonly port: number;
  /** Where this server reaches Rollcall. */
  readonly rollcall: string;
  /** The service credential, as `rollcall services credentials issue` printed it once. */
  readonly serviceToken: string;
  /** The webhook's secret, as `rollcall services webhooks add` printed it once. */
  readonly webhookSecret: string;
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: Number(environment['PORT'] ?? 3002),
    rollcall: environment['ROLLCALL_URL'] ?? 'http://127.0.0.1:8080',
    serviceToken: needed(environment, 'ROLLCALL_SERVICE_TOKEN'),
    webhookSecret: needed(environment, 'ROLLCALL_WEBHOOK_SECRET'),
  };
}

function needed(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`Set ${name}.`);
  return value;
}
