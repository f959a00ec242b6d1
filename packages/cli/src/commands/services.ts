import type { AnswerOf, BodyOf } from '@rollcall/api';
import type { Command } from 'commander';
import { safe, table, time } from '../output.ts';
import { confirmation } from '../receipt.ts';
import { atDesk } from '../run.ts';
import { credentials } from './service-credentials.ts';
import { webhooks } from './webhooks.ts';

type Service = AnswerOf<'GET /operator/services'>['rows'][number];

export function services(program: Command): void {
  const group = program
    .command('services')
    .description('applications whose backends sign their own people in, and what these present');
  addCreate(group);
  addList(group);
  addChange(group);
  addRemove(group);
  credentials(group);
  webhooks(group);
}

interface PlaceOptions {
  readonly origin?: string[];
  readonly reauthenticateUrl?: string;
}

function withPlaces(command: Command): Command {
  return command
    .option('--origin <origins...>', 'where it may send people back to: https://app.example.org')
    .option('--reauthenticate-url <url>', 'where its people prove again who they are');
}

function placesOf({ origin, reauthenticateUrl }: PlaceOptions): BodyOf<'PATCH /operator/services/:service'> {
  return {
    ...(origin !== undefined && { origins: origin }),
    ...(reauthenticateUrl !== undefined && { reauthenticateUrl }),
  };
}

function addCreate(group: Command): void {
  withPlaces(
    group.command('create <name>').description('make a service; it can do nothing before a credential is issued'),
  ).action((name: string, options: PlaceOptions, command: Command) =>
    atDesk(command, async ({ send, terminal }) => {
      const { reauthenticateUrl, ...places } = placesOf(options);
      const url = reauthenticateUrl ?? undefined;
      const body = { name, ...places, ...(url !== undefined && { reauthenticateUrl: url }) };
      const service = await send('POST /operator/services', { body });
      terminal.answer(service, () => [
        `The service ${safe(service.name)} is there. Give it a credential with:`,
        `  rollcall services credentials issue ${quoted(service.name)} --may service.sessions.issue`,
      ]);
    }),
  );
}

function addList(group: Command): void {
  group
    .command('list')
    .description('list services')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const found = await send('GET /operator/services', {});
        terminal.answer(found, () => [table(['NAME', 'ORIGINS', 'PROVES AT', 'CREATED'], found.rows.map(row))]);
      }),
    );
}

function row({ name, origins, reauthenticateUrl, createdAt }: Service): string[] {
  return [name, origins.join(', ') || '-', reauthenticateUrl ?? '-', time(createdAt)];
}

function addChange(group: Command): void {
  withPlaces(group.command('change <name>').description('rename a service, or change where it sends people'))
    .option('--name <newName>', 'what it is called from now on')
    .action((name: string, options: PlaceOptions & { name?: string }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body = { ...(options.name !== undefined && { name: options.name }), ...placesOf(options) };
        const service = await send('PATCH /operator/services/:service', { params: { service: name }, body });
        terminal.answer(service, () => [table(['NAME', 'ORIGINS', 'PROVES AT', 'CREATED'], [row(service)])]);
      }),
    );
}

function addRemove(group: Command): void {
  group
    .command('remove <name>')
    .description('remove a service: its credentials end, and every session that it issued')
    .option('--yes', 'do not ask')
    .action((name: string, { yes = false }: { yes?: boolean }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        if (!yes)
          await terminal.confirm(`Remove ${safe(name)}, and end its credentials and every session that it issued?`);
        const outcome = await send('POST /operator/services/:service/removal', { params: { service: name } });
        terminal.answer(outcome, () => [
          `${safe(name)} is removed: its credentials and every session that it issued are out, ${outcome.count} in all.`,
          confirmation(outcome.receipt),
        ]);
      }),
    );
}

/** As a shell takes it. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${safe(name).replaceAll("'", String.raw`'\''`)}'`;
}
