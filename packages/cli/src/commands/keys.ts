import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { count, table, time } from '../output.ts';
import { atDesk } from '../run.ts';

type Keys = AnswerOf<'GET /operator/keys'>;
type State = Keys['keys'][number]['state'];

const states: Record<State, string> = {
  seals: 'seals',
  opens: 'retired, still needed',
  unused: 'retired, nothing needs it',
};

export function keys(program: Command): void {
  const group = program.command('keys').description('show and change the keys that seal secrets in the store');
  group
    .command('list')
    .description('show every key of the ring, and what it is for')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const ring = await send('GET /operator/keys', {});
        terminal.answer(ring, () => [
          table(
            ['ID', 'MADE', 'STATE'],
            ring.keys.map(({ id, createdAt, state }) => [id, time(createdAt), states[state]]),
          ),
          ...missingLines(ring.missing),
        ]);
      }),
    );
  group
    .command('rotate')
    .description('seal everything with a new key and remove those before; on PostgreSQL it takes half a minute')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const rotation = await send('POST /operator/keys/rotation', {});
        const { newKey, resealed, removed } = rotation;
        terminal.answer(rotation, () => [
          `The key ${newKey} seals from now on; ${count(resealed, 'thing was', 'things were')} sealed again.`,
          `${count(removed.length, 'key was', 'keys were')} removed${removed.length > 0 ? `: ${removed.join(', ')}` : ''}.`,
          'Keep the new key file where the one before is kept, apart from every backup of the store.',
          ...missingLines(rotation.missing),
        ]);
      }),
    );
}

function missingLines(missing: readonly string[]): string[] {
  return missing.length === 0
    ? []
    : ['', `Not in the key file, and needed: ${missing.join(', ')}. Put the file that has them back.`];
}
