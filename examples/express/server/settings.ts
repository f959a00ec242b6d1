export interface Settings {
  readonly port: number;
  /** Where this server reaches Rollcall. */
  readonly rollcall: string;
  /** The service credential, as `rollcall services credentials issue` printed it once. */
  readonly serviceToken: string;
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const serviceToken = environment['ROLLCALL_SERVICE_TOKEN'];
  if (serviceToken === undefined) throw new Error('Set ROLLCALL_SERVICE_TOKEN to the service credential.');
  return {
    port: Number(environment['PORT'] ?? 3001),
    rollcall: environment['ROLLCALL_URL'] ?? 'http://127.0.0.1:8080',
    serviceToken,
  };
}
