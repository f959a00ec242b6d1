import type { Assurance } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { changeInOrder } from './act.ts';
import { isNotEnded } from './state.ts';

/** Whether its time has run out is for the caller to say, who has locked the row and read it. */
export async function rotate(
  on: Connection,
  sessionId: string,
  tokenHash: Uint8Array,
  authenticatedAt: number,
  assurance: Assurance,
): Promise<boolean> {
  const rotated = await changeInOrder(on, (all) => all.where('credential.id', '=', id(sessionId)).where(isNotEnded), {
    token_hash: tokenHash,
    authenticated_at: authenticatedAt,
    assurance,
  });
  return rotated.length === 1;
}
