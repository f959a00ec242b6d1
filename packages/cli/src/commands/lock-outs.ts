import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { moment } from '../moment.ts';
import {
  inOrganization,
  type OrganizationOption,
  organizationInWords,
  organizationQuery,
} from '../organization-option.ts';
import { count, safe, table, time } from '../output.ts';
import { confirmation } from '../receipt.ts';
import { atDesk, type Desk } from '../run.ts';

type Preview = AnswerOf<'GET /operator/members/:member/lock-out'>;
type Planned = AnswerOf<'GET /operator/lock-outs'>['rows'][number];
type Ended = NonNullable<AnswerOf<'POST /operator/members/:member/lock-out'>['ended']>;

export function lockOuts(program: Command): void {
  const group = program
    .command('lock-outs')
    .description('shut a leaver out of an organization; accounts disable shuts out of all');
  addPreview(group);
  addMake(group);
  addPlan(group);
  addList(group);
  addCancel(group);
  addLetIn(group);
}

/** Who is meant, as each of these commands asks for it. */
function askedFor(member: string, options: OrganizationOption) {
  return { params: { member }, query: organizationQuery(options) };
}

function previewOf(send: Desk['send'], member: string, options: OrganizationOption): Promise<Preview> {
  return send('GET /operator/members/:member/lock-out', askedFor(member, options));
}

function addPreview(group: Command): void {
  inOrganization(group.command('preview <loginOrId>').description('say what would end, and change nothing')).action(
    (member: string, options: OrganizationOption, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const preview = await previewOf(send, member, options);
        const { plannedFor } = preview;
        terminal.answer(preview, () => [
          `Locking ${safe(member)} out of ${organizationInWords(options)} would end ${inWords(preview)}.`,
          ...(plannedFor === null ? [] : [`It is planned for ${time(plannedFor)}.`]),
          'Nothing was changed.',
        ]);
      }),
  );
}

function inWords({ sessions, devices, grants }: Preview): string {
  const held = `${count(sessions, 'session', 'sessions')} on ${count(devices, 'device', 'devices')}`;
  return `${held}, and ${count(grants, 'grant', 'grants')} to act on behalf of others or of them`;
}

function addMake(group: Command): void {
  inOrganization(
    group.command('make <loginOrId>').description('refuse sign-in to the organization and end what they hold in it'),
  )
    .option('--yes', 'do not ask')
    .action((member: string, options: OrganizationOption & { yes?: boolean }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const where = organizationInWords(options);
        if (options.yes !== true) {
          const preview = await previewOf(send, member, options);
          await terminal.confirm(`Lock ${safe(member)} out of ${where}, and end ${inWords(preview)}?`);
        }
        const asked = { ...askedFor(member, options), body: {} };
        const done = await send('POST /operator/members/:member/lock-out', asked);
        terminal.answer(done, () => [
          `${safe(member)} cannot sign in to ${where} any more.`,
          ...(done.ended === null ? [] : endedLines(done.ended)),
        ]);
      }),
    );
}

function endedLines({ count: sessions, grants, receipt }: Ended): string[] {
  const both = `${count(sessions, 'session', 'sessions')} and ${count(grants, 'grant', 'grants')}`;
  return [`${both} ended. ${confirmation(receipt)}`];
}

function addPlan(group: Command): void {
  inOrganization(
    group.command('plan <loginOrId>').description('do that at a moment to come, in the place of what was planned'),
  )
    .argument('<moment>', 'with its zone: 2026-12-31T17:00Z, 2026-12-31T18:00+01:00', moment)
    .action((member: string, at: number, options: OrganizationOption, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const asked = { ...askedFor(member, options), body: { at } };
        const planned = await send('POST /operator/members/:member/lock-out', asked);
        terminal.answer(planned, () => [
          `${safe(member)} will be locked out of ${organizationInWords(options)} on ${time(planned.at)}, and is not told.`,
        ]);
      }),
    );
}

function addList(group: Command): void {
  inOrganization(group.command('list').description('list who is to be locked out, the next one first')).action(
    (options: OrganizationOption, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const planned = await send('GET /operator/lock-outs', { query: organizationQuery(options) });
        terminal.answer(planned, () => [table(['ID', 'NAME', 'WHEN', 'BY', 'STANDS'], planned.rows.map(plannedRow))]);
      }),
  );
}

function plannedRow({ userId, displayName, dueAt, byName, stands }: Planned): string[] {
  return [userId, displayName, time(dueAt), byName ?? '-', stands ? 'yes' : 'no: they may not any more'];
}

function addCancel(group: Command): void {
  inOrganization(group.command('cancel <loginOrId>').description('take back what was planned')).action(
    (member: string, options: OrganizationOption, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        await send('POST /operator/members/:member/lock-out/cancellation', askedFor(member, options));
        terminal.answer({ cancelled: member }, () => [`Nothing is planned for ${safe(member)} any more.`]);
      }),
  );
}

function addLetIn(group: Command): void {
  inOrganization(
    group.command('let-in <loginOrId>').description('let a member sign in again; what was ended stays ended'),
  ).action((member: string, options: OrganizationOption, command: Command) =>
    atDesk(command, async ({ send, terminal }) => {
      await send('POST /operator/members/:member/letting-in', askedFor(member, options));
      const where = organizationInWords(options);
      terminal.answer({ letIn: member }, () => [`${safe(member)} can sign in to ${where} again.`]);
    }),
  );
}
