import { noteReturn, type Operator, type Stores, settleReturned } from '@rollcall/core';
import { importStore, restoreStore } from '@rollcall/storage';
import { systemChance } from './chance.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { locationOf } from './deps.ts';
import { isAnswered, ServerRunning } from './operator-socket.ts';

/** What is said to whoever started this, a line each: how far it is, and at last what came of it. */
type Told = { readonly progress: readonly [done: number, total: number] } | { readonly done: object };

/** It cannot be done here; the message says what to do instead. */
export class WrongEngine extends Error {
  override readonly name = 'WrongEngine';
}

const operator: Operator = { kind: 'operator' };
const ways = { keep: '--keep-sessions', replace: '--replace' } as const;

/** Writes an exported store into the one that is configured, while nothing else has it open. */
export async function importFrom(config: Config, [path = '', ...words]: readonly string[]): Promise<void> {
  await requireNoServer(config);
  let told = 0;
  const rows = await importStore(locationOf(config), path, {
    birth: { clock: systemClock, chance: systemChance },
    replace: words.includes(ways.replace),
    settle: settling('store.imported', words),
    onProgress(done, total) {
      if (systemClock.now() - told < tellEveryMs && done < total) return;
      told = systemClock.now();
      tell({ progress: [done, total] });
    },
  });
  tell({ done: { rows } });
}

const tellEveryMs = 100;

/** Puts a backup into the place of the embedded store. */
export async function restoreFrom(config: Config, [path = '', ...words]: readonly string[]): Promise<void> {
  const location = locationOf(config);
  if (location.kind !== 'sqlite') {
    throw new WrongEngine(
      'The store is on PostgreSQL: stop every server, restore with pg_restore, run `rollcall sessions revoke-all --yes` to end what was ended since the backup, and start the servers.',
    );
  }
  await requireNoServer(config);
  const kept = await restoreStore(location.file, path, {
    now: systemClock.now(),
    settle: settling('store.restored', words),
  });
  tell({ done: { kept } });
}

function settling(
  event: Parameters<typeof noteReturn>[3],
  words: readonly string[],
): (stores: Stores) => Promise<void> {
  return async (stores) => {
    await noteReturn(stores, { clock: systemClock, chance: systemChance }, operator, event);
    if (words.includes(ways.keep)) return;
    // Services hear of it from the sweeper, once the server runs again.
    await settleReturned(stores, { clock: systemClock, chance: systemChance }, operator);
  };
}

async function requireNoServer({ operatorSocketPath }: Config): Promise<void> {
  if (await isAnswered(operatorSocketPath)) throw new ServerRunning(operatorSocketPath);
}

function tell(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
