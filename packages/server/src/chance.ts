import { randomFillSync } from 'node:crypto';
import type { Chance } from '@rollcall/core';
import { v7 } from 'uuid';

/** Bytes are fetched so many at a time: a fetch costs as much for a few hundred as for twenty. */
const pool = Buffer.alloc(1_024);
let handedOut = pool.length;

/** Bytes of the CSPRNG, each handed out once; nothing is left of them here. */
function bytes(count: number): Buffer {
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

let lastMs = 0;
let sequence = 0;

/** A UUIDv7, above all before it in this process. Its bytes are of the pool, as by itself `v7` fetches a few for each. */
function id(): string {
  const random = bytes(16);
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Without its highest bit, so that there is room to count up.
    sequence = random.readUInt32BE(6) >>> 1;
  } else {
    sequence = (sequence + 1) >>> 0;
    if (sequence === 0) lastMs += 1;
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}

/** Bytes of the CSPRNG; ids that sort by birth, monotonic within a process. */
export const systemChance: Chance = { bytes, id };
