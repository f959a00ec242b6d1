export interface Settings {
  readonly port: number;
  /** Where this server reaches Rollcall. */
  readonly rollcall: string;
  /** Where browsers reach it. */
  readonly rollcallOrigin: string;
  /** With it this application signs its own people in; without it they sign in to Rollcall. */
  readonly serviceCredential: string | null;
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const rollcall = environment['ROLLCALL_URL'] ?? 'http://127.0.0.1:8080';
  return {
    port: Number(environment['PORT'] ?? 3000),
    rollcall,
    rollcallOrigin: environment['ROLLCALL_ORIGIN'] ?? rollcall.replace('127.0.0.1', 'localhost'),
    serviceCredential: environment['ROLLCALL_SERVICE_CREDENTIAL'] ?? null,
  };
}
