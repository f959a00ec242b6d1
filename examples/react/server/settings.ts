export interface Settings {
  readonly port: number;
  /** Where this server reaches Rollcall. */
  readonly rollcall: string;
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: Number(environment['PORT'] ?? 3000),
    rollcall: environment['ROLLCALL_URL'] ?? 'http://127.0.0.1:8080',
  };
}
