import type { AnswerOf } from '@rollcall/api';
import { type Command, InvalidArgumentError } from 'commander';
import { Failure } from '../failure.ts';
import { count, safe, table, time } from '../output.ts';
import { atDesk } from '../run.ts';

type Webhook = AnswerOf<'GET /operator/services/:service/webhooks'>['rows'][number];

export function webhooks(services: Command): void {
  const group = services.command('webhooks').description('where a service is told that one of its sessions ended');
  addAdd(group);
  addList(group);
  addRotate(group);
  addTest(group);
  addResume(group);
  addRemove(group);
}

function addAdd(group: Command): void {
  group
    .command('add <service> <url>')
    .description('tell a service from now on; the secret that signs is shown once')
    .action((service: string, url: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const added = await send('POST /operator/services/:service/webhooks', { params: { service }, body: { url } });
        terminal.answer(added, () => [
          ...secretLines(added.secret),
          `Id ${added.webhook.id}. Try it with:`,
          `  rollcall services webhooks test ${added.webhook.id}`,
        ]);
      }),
    );
}

function secretLines(secret: string): string[] {
  return ['The secret that signs its messages, readable only now:', '', `  ${secret}`, ''];
}

function addList(group: Command): void {
  group
    .command('list <service>')
    .description('list the webhooks of a service and how delivery goes')
    .action((service: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const found = await send('GET /operator/services/:service/webhooks', { params: { service } });
        const head = ['ID', 'URL', 'STATE', 'LAST TAKEN', 'LAST FAILED', 'WHY', 'WAITING', 'GIVEN UP'];
        terminal.answer(found, () => [table(head, found.rows.map(row))]);
      }),
    );
}

function row({ id, url, state, deliveredAt, failedAt, failure, waiting, givenUp }: Webhook): string[] {
  const at = (moment: number | null) => (moment === null ? 'never' : time(moment));
  return [id, url, state, at(deliveredAt), at(failedAt), failure ?? '-', String(waiting), String(givenUp)];
}

const minuteSeconds = 60;
const dayMinutes = 1_440;

function addRotate(group: Command): void {
  group
    .command('rotate <id>')
    .description('give it a new secret; for an overlap messages are signed with both')
    .option('--overlap-minutes <minutes>', 'for how long both sign', wholeNumber, dayMinutes)
    .action((id: string, { overlapMinutes }: { overlapMinutes: number }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body = { overlapSeconds: overlapMinutes * minuteSeconds };
        const rotated = await send('POST /operator/webhooks/:id/rotation', { params: { id }, body });
        terminal.answer(rotated, () => [
          ...secretLines(rotated.secret),
          `The old one signs beside it until ${time(rotated.oldWorksUntil)}.`,
        ]);
      }),
    );
}

/** What went wrong and what to do. */
const remedies: Record<string, string> = {
  inside:
    'The address is one of this network. If that is right, name its host in ROLLCALL_WEBHOOK_INTERNAL_HOSTS and restart.',
  unknown_host: 'The name of the host leads nowhere.',
  unreachable: 'Nobody answers there, or what answers is no HTTP.',
  tls: 'Its certificate is not good for that name, or nobody known here vouches for it.',
  secret_lost: 'The key that sealed its secret is not in the key file. Put that back, or rotate the secret.',
  timeout: 'It did not answer in time.',
};

function addTest(group: Command): void {
  group
    .command('test <id>')
    .description('send a webhook.test now and say what became of it')
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const tried = await send('POST /operator/webhooks/:id/test', { params: { id } });
        const { failure } = tried;
        if (failure !== null)
          throw new Failure('refused', remedies[failure] ?? `It answered ${safe(failure.slice(7))}.`);
        terminal.answer(tried, () => ['It was taken.']);
      }),
    );
}

function addResume(group: Command): void {
  group
    .command('resume <id>')
    .description('send to it again after it was gone, and try once more what was given up')
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const resumed = await send('POST /operator/webhooks/:id/resumption', { params: { id } });
        terminal.answer(resumed, () => [`${count(resumed.messages, 'message is', 'messages are')} tried once more.`]);
      }),
    );
}

function addRemove(group: Command): void {
  group
    .command('remove <id>')
    .description('remove it; what still waits is sent to nobody')
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        await send('POST /operator/webhooks/:id/removal', { params: { id } });
        terminal.answer(null, () => ['It is removed.']);
      }),
    );
}

function wholeNumber(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
