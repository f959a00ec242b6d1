/** How the command ends. Scripts tell by it what went wrong. */
export const exitCodes = { done: 0, refused: 1, usage: 2, notReachable: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An end that is expected: its message is all that is said. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;

  constructor(kind: Exclude<keyof typeof exitCodes, 'done'>, message: string) {
    super(message);
    this.exitCode = exitCodes[kind];
  }
}
