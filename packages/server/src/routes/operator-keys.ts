import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { missingKeys, neededKeys, rotateKeys } from '../rotate-keys.ts';

/** Behind what a transaction may have sealed just before: on PostgreSQL it may be of another node, and idle for ten seconds. */
const graceMs = { sqlite: 500, postgres: 12_000 } as const;

/** What seals the secrets in the store. */
export const operatorKeys = ({ facts, keyRing, store, timer }: House) =>
  ({
    'GET /operator/keys': async () => {
      const needed = await neededKeys(store.sealed);
      const keys = keyRing.facts().map(({ id, createdAt, seals }) => ({
        id,
        createdAt,
        state: seals ? ('seals' as const) : needed.includes(id) ? ('opens' as const) : ('unused' as const),
      }));
      return { keys, missing: missingKeys(keyRing, needed) };
    },

    'POST /operator/keys/rotation': async () => {
      const { newKey, resealed, removed, missing } = await rotateKeys({
        keyRing,
        sealed: store.sealed,
        timer,
        graceMs: graceMs[facts.engine],
      });
      return { newKey, resealed, removed: [...removed], missing: [...missing] };
    },
  }) satisfies Partial<Handlers>;
