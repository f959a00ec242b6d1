import { randomBytes } from 'node:crypto';
import type { Chance } from '@rollcall/core';
import { v7 } from 'uuid';

/** Bytes of the CSPRNG; ids that sort by birth, monotonic within a process. */
export const systemChance: Chance = { bytes: (count) => randomBytes(count), id: () => v7() };
