import { Command, CommanderError } from 'commander';
import { accounts } from './commands/accounts.ts';
import { devices } from './commands/devices.ts';
import { doctor } from './commands/doctor.ts';
import { grants } from './commands/grants.ts';
import { invitations } from './commands/invitations.ts';
import { keys } from './commands/keys.ts';
import { lockOuts } from './commands/lock-outs.ts';
import { log } from './commands/log.ts';
import { members } from './commands/members.ts';
import { organizations } from './commands/organizations.ts';
import { policy } from './commands/policy.ts';
import { services } from './commands/services.ts';
import { serving } from './commands/serving.ts';
import { sessions } from './commands/sessions.ts';
import { store } from './commands/store.ts';
import { exitCodes, Failure } from './failure.ts';

/** Runs the command line and returns how it ended. */
export async function run(words: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    // Commander has said what was wrong, or shown the help that was asked for.
    if (error instanceof CommanderError) return isAnswer(error) ? exitCodes.done : exitCodes.usage;
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

function isAnswer({ code }: CommanderError): boolean {
  return code === 'commander.helpDisplayed' || code === 'commander.version';
}

export function createProgram(): Command {
  const program = new Command('rollcall')
    .description('Runs Rollcall, and looks after its accounts, organizations, sessions and limits.')
    .option('--json', 'answer for machines')
    .showHelpAfterError('Add --help for what it takes.')
    .exitOverride();
  const ofPeople = [accounts, organizations, members, invitations, grants, lockOuts];
  for (const add of [serving, ...ofPeople, services, sessions, devices, policy, log, keys, store, doctor]) add(program);
  program.addHelpText('after', '\nExit codes: 0 done, 1 refused, 2 wrong usage, 3 not reachable.');
  return program;
}
