import type { Assurance } from '@rollcall/core';
import { sql } from 'kysely';
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

/**
 * Closes the window that a proof opened, in every session of the account but that one, and takes back what it raised them to. In one
 * statement: a second one would lock out of order.
 */
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
        .where((row) => row.or([row('authenticated_at', '>', provedAfter), row('assurance', '>', 1)]))
        .where(isNotEnded);
      return except === null ? proved : proved.where('credential.id', '<>', id(except));
    },
    { authenticated_at: unlessAfter(provedAfter), assurance: 1 },
  );
}

/** A proof that is older is told as it was: it opens nothing any more. */
const unlessAfter = (moment: number) =>
  sql<number>`case when authenticated_at > ${moment} then 0 else authenticated_at end`;
