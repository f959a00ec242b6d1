import type { Chance, Clock, Post } from '@rollcall/core';
import type { KeyRing } from './key-ring.ts';

/** Puts messages into the outbox, sealed to their id, so that a copy of the database has no link that works. */
export function createPost(deps: { readonly keyRing: KeyRing; readonly chance: Chance; readonly clock: Clock }): Post {
  return async (outbox, kind, payload, target = '') => {
    const id = deps.chance.id();
    const now = deps.clock.now();
    const sealedPayload = deps.keyRing.seal(Buffer.from(JSON.stringify(payload)), id);
    await outbox.put({ id, kind, target, sealedPayload, createdAt: now, dueAt: now, attempts: 0 });
  };
}
