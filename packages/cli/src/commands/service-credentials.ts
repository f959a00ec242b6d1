import type { AnswerOf, BodyOf } from '@rollcall/api';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { safe, table, time } from '../output.ts';
import { confirmation } from '../receipt.ts';
import { atDesk } from '../run.ts';

type Credential = AnswerOf<'GET /operator/services/:service/credentials'>['rows'][number];
type Permission = Credential['permissions'][number];

/** Every permission with what it allows. */
const permissions: Record<Permission, string> = {
  'service.sessions.issue': 'sign its people in, and rename or enable their accounts',
  'service.sessions.view': 'list the sessions of its people',
  'service.sessions.verify': 'ask whether a session is good',
  'service.sessions.terminate': 'end their sessions, and disable their accounts',
  'service.sessions.import': 'bring along sessions that exist already',
  'service.links.make': 'hand its people over to the pages here, signed in',
  'service.reauthentications.answer': 'say that its people have proved again who they are',
};

export function credentials(services: Command): void {
  const group = services.command('credentials').description('what the backend of a service presents');
  addIssue(group);
  addList(group);
  addRotate(group);
  addRevoke(group);
}

interface IssueOptions {
  readonly may: Permission[];
  readonly name: string;
  readonly days?: number;
}

function addIssue(group: Command): void {
  group
    .command('issue <service>')
    .description('issue a credential; its token is shown once')
    .addOption(
      new Option('--may <permissions...>', 'what it may do; what is not named it may not do')
        .choices(Object.keys(permissions))
        .makeOptionMandatory(),
    )
    .option('--name <name>', 'a name for people: where it is kept', 'backend')
    .option('--days <days>', 'it ends by itself after so many days; never unless given', wholeNumber)
    .addHelpText('after', `\n${table(['Permissions:', ''], Object.entries(permissions))}`)
    .action((service: string, { may, name, days }: IssueOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body: BodyOf<'POST /operator/services/:service/credentials'> = {
          name,
          permissions: may,
          ...(days !== undefined && { expiresAt: Date.now() + days * dayMs }),
        };
        const issued = await send('POST /operator/services/:service/credentials', { params: { service }, body });
        terminal.answer(issued, () => tokenLines(issued));
      }),
    );
}

const dayMs = 86_400_000;
const minuteSeconds = 60;

function tokenLines({ token, credential }: { token: string; credential: Credential }): string[] {
  const until = credential.expiresAt === null ? '' : ` It ends ${time(credential.expiresAt)}.`;
  return ['Its token, readable only now:', '', `  ${token}`, '', `Id ${credential.id}.${until}`];
}

function addList(group: Command): void {
  group
    .command('list <service>')
    .description('list the credentials of a service, newest first')
    .action((service: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const found = await send('GET /operator/services/:service/credentials', { params: { service } });
        terminal.answer(found, () => [
          table(['ID', 'NAME', 'STATE', 'LAST USED', 'FROM', 'ENDS', 'MAY'], found.rows.map(row)),
        ]);
      }),
    );
}

function row(credential: Credential): string[] {
  const { lastUsedAt, lastAddress, expiresAt } = credential;
  return [
    credential.id,
    credential.name,
    credential.state,
    lastUsedAt === null ? 'never' : time(lastUsedAt),
    lastAddress ?? '-',
    expiresAt === null ? '-' : time(expiresAt),
    credential.permissions.join(' '),
  ];
}

function addRotate(group: Command): void {
  group
    .command('rotate <id>')
    .description('issue its successor; the old one ends now, or after an overlap')
    .option('--overlap-minutes <minutes>', 'for how long both work', wholeNumber, 0)
    .action((id: string, { overlapMinutes }: { overlapMinutes: number }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body = { overlapSeconds: overlapMinutes * minuteSeconds };
        const rotated = await send('POST /operator/service-credentials/:id/rotation', { params: { id }, body });
        terminal.answer(rotated, () => [
          ...tokenLines(rotated),
          overlapMinutes === 0 ? 'The old one is out.' : `The old one works until ${time(rotated.oldEndsAt)}.`,
          confirmation(rotated.receipt),
        ]);
      }),
    );
}

function addRevoke(group: Command): void {
  group
    .command('revoke <id>')
    .description('end a credential; when this answers, it is refused everywhere')
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const outcome = await send('POST /operator/service-credentials/:id/revocation', { params: { id } });
        terminal.answer(outcome, () => [
          outcome.count === 0 ? `${safe(id)} had ended already.` : 'It is out. What was issued with it stays.',
          confirmation(outcome.receipt),
        ]);
      }),
    );
}

function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
