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

/** Closes the window that a proof opened, in every session of the account but that one. */
export async function forgetProofs(
  on: Connection,
  accountId: string,
  provedAfter: number,
  except: string | null,
): Promise<void> {
  await changeInOrder(
    on,
    (all) => {
      const proved = all
        .where('credential.account_id', '=', id(accountId))
        .where('credential.authenticated_at', '>', provedAfter)
        .where(isNotEnded);
      return except === null ? proved : proved.where('credential.id', '<>', id(except));
    },
    { authenticated_at: 0 },
  );
}
