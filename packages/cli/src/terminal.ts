import { createInterface } from 'node:readline/promises';
import { Failure } from './failure.ts';
import { json } from './output.ts';

/** Where a command speaks. */
export interface Terminal {
  /** What was asked for: for people as lines, for machines (`--json`) as one value. */
  answer(value: unknown, lines: () => readonly string[]): void;
  /** Goes on only after a yes. Where nobody can be asked, it fails and says so. */
  confirm(question: string): Promise<void>;
}

export function createTerminal(isForMachines: boolean): Terminal {
  return {
    answer(value, lines) {
      process.stdout.write(`${isForMachines ? json(value ?? null) : lines().join('\n')}\n`);
    },
    async confirm(question) {
      if (!process.stdin.isTTY) throw new Failure('usage', `${question} Nobody is here to ask: say --yes.`);
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await lines.question(`${question} (y/N) `);
      lines.close();
      if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('refused', 'Nothing was changed.');
    },
  };
}
