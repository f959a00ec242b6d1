/** How the command ends. Scripts tell by it what went wrong. */
export const exitCodes = { done: 0, refused: 1, usage: 2, notReachable: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the server says of a request that it refuses. */
interface Refused {
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly message: string }[];
}

/** An end that is expected: its message is all that is said. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;
  readonly refused: Refused | null;

  constructor(kind: Exclude<keyof typeof exitCodes, 'done'>, message: string, refused: Refused | null = null) {
    super(message);
    this.exitCode = exitCodes[kind];
    this.refused = refused;
  }
}
