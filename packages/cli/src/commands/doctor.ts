import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import { count, safe } from '../output.ts';
import { atDesk } from '../run.ts';
import { createTerminal } from '../terminal.ts';

type Finding = AnswerOf<'POST /operator/examination'>['findings'][number];

const marks: Record<Finding['level'], string> = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' };

export function doctor(program: Command): void {
  program
    .command('doctor')
    .description('look for what is set up wrongly, and say what to do; ends with 1 where there is a fault')
    .option('--mail-to <address>', 'send a test mail there')
    .action(async ({ mailTo }: { mailTo?: string }, command: Command) => {
      const findings = await found(command, mailTo);
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      createTerminal(json).answer({ findings }, () => linesOf(findings));
      if (findings.some(({ level }) => level === 'fault')) process.exitCode = exitCodes.refused;
    });
}

/** Where nothing can be opened, that is the one thing found. */
async function found(command: Command, mailTo: string | undefined): Promise<readonly Finding[]> {
  try {
    return await atDesk(command, async ({ send }) => {
      const body = mailTo === undefined ? {} : { mailTo };
      return (await send('POST /operator/examination', { body })).findings;
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== exitCodes.notReachable) throw error;
    return [{ area: 'start', level: 'fault', message: `${error.message} Correct that first.` }];
  }
}

function linesOf(findings: readonly Finding[]): string[] {
  const areas = Map.groupBy(findings, ({ area }) => area);
  const numberOf = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return [
    ...[...areas].flatMap(([area, own]) => [
      `${area}:`,
      ...own.map(({ level, message }) => `  ${marks[level]}  ${safe(message)}`),
      '',
    ]),
    `${count(numberOf('fault'), 'fault', 'faults')}, ${count(numberOf('warning'), 'warning', 'warnings')}.`,
  ];
}
