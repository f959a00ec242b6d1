import type { Command } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import { type OrganizationOption, organizationInWords, organizationQuery } from '../organization-option.ts';
import { countedUp, receiptSentence, terminatedSentence } from '../receipt.ts';
import { atDesk, type Desk } from '../run.ts';
import { addImport } from './import-sessions.ts';
import { addList } from './session-list.ts';

export function sessions(program: Command): void {
  const group = program.command('sessions').description('list, end and import sessions');
  addList(group);
  addRevoke(group);
  addRevokeAll(group);
  addImport(group);
}

function addRevoke(group: Command): void {
  group
    .command('revoke <ids...>')
    .description('end sessions; when this answers, they are refused everywhere')
    .action((ids: string[], _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const { unknown, ...ended } = await revokeEach(send, ids);
        terminal.answer({ ...ended, unknown }, () => [receiptSentence(ended), ...unknown.map(unknownLine)]);
        if (unknown.length > 0) process.exitCode = exitCodes.refused;
      }),
    );
}

const unknownLine = (id: string) => `There is no session with the id ${id}.`;

/** Each is answered for itself: an id that is mistyped keeps no other session alive. Where none is known, that is a failure. */
async function revokeEach(send: Desk['send'], ids: readonly string[]) {
  const tries = ids.map((id) => send('POST /operator/sessions/:id/revocation', { params: { id } }));
  const answers = await Promise.allSettled(tries);
  const ended = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  const serious = failures.find((failure) => !isUnknown(failure)) ?? (ended.length === 0 ? failures[0] : undefined);
  if (serious !== undefined) throw serious;
  const [slowest] = ended.map(({ receipt }) => receipt).sort((one, other) => other.milliseconds - one.milliseconds);
  if (slowest === undefined) throw new Failure('usage', 'No session was named.');
  return {
    count: ended.reduce((sum, { count }) => sum + count, 0),
    unknown: ids.filter((_, nth) => answers[nth]?.status === 'rejected'),
    receipt: slowest,
  };
}

function isUnknown(failure: unknown): boolean {
  return failure instanceof Failure && ['not_found', 'invalid_request'].includes(failure.refused?.code ?? '');
}

interface AllOptions extends OrganizationOption {
  readonly yes?: boolean;
}

function addRevokeAll(group: Command): void {
  group
    .command('revoke-all')
    .description('end every session and every other credential of everybody')
    .option('--organization <idOrName>', 'every session in that organization, and nothing beside')
    .option('--yes', 'do not ask')
    .action((options: AllOptions, command: Command) =>
      atDesk(command, (desk) =>
        options.organization === undefined ? revokeAll(desk, options) : signOut(desk, options),
      ),
    );
}

async function revokeAll({ send, terminal }: Desk, { yes = false }: AllOptions): Promise<void> {
  if (!yes) await terminal.confirm('End everything that anybody is signed in with?');
  const outcome = await send('POST /operator/revocation', {});
  terminal.answer(outcome, () => [receiptSentence(outcome)]);
}

const told = 'Members find it in their activity, and are told by mail where that is configured.';

async function signOut({ send, terminal }: Desk, options: AllOptions): Promise<void> {
  const query = organizationQuery(options);
  if (options.yes !== true) {
    const { active } = await send('GET /operator/sessions', { query: { ...query, limit: 1 } });
    const live = active === null ? '' : `: ${countedUp(active)}`;
    await terminal.confirm(`Sign everybody out of ${organizationInWords(options)}${live}?`);
  }
  const done = await send('POST /operator/termination', { query });
  terminal.answer(done, () => [terminatedSentence(done), ...(done.ended.count === 0 ? [] : [told])]);
}
