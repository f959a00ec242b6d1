import { randomFillSync } from 'node:crypto';
import type { Chance } from '@rollcall/core';
import { v7 } from 'uuid';

/** Bytes are fetched so many at a time: a fetch costs as much for a few hundred as for twenty. */
const pool = Buffer.alloc(1_024);
let handedOut = pool.length;

/** Bytes of the CSPRNG, each handed out once; nothing is left of them here. */
function bytes(count: number): Uint8Array {
  if (count > pool.length) return randomFillSync(Buffer.alloc(count));
  if (handedOut + count > pool.length) {
    randomFillSync(pool);
    handedOut = 0;
  }
  const own = Buffer.from(pool.subarray(handedOut, handedOut + count));
  pool.fill(0, handedOut, handedOut + count);
  handedOut += count;
  return own;
}

/** Bytes of the CSPRNG; ids that sort by birth, monotonic within a process. */
export const systemChance: Chance = { bytes, id: () => v7() };
