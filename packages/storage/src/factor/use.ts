import type { PasskeyFacts } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { id } from '../id.ts';

/** Each compares and sets in one statement: of those who try at once, one changes the row. */

export function useStep(on: Connection, factorId: string, step: number, at: number): Promise<boolean> {
  return atomically(on, async (on) => {
    const used = await on.db
      .updateTable('authenticator')
      .set({ last_step: step })
      .where('id', '=', id(factorId))
      .where('last_step', '<', step)
      .executeTakeFirstOrThrow();
    return noteUse(on, factorId, used.numUpdatedRows, at);
  });
}

export function useCode(on: Connection, factorId: string, codeHash: Uint8Array, at: number): Promise<boolean> {
  return atomically(on, async (on) => {
    const used = await on.db
      .updateTable('recovery_code')
      .set({ used_at: at })
      .where('code_hash', '=', Buffer.from(codeHash))
      .where('factor_id', '=', id(factorId))
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow();
    return noteUse(on, factorId, used.numUpdatedRows, at);
  });
}

export async function spendAllCodes({ db }: Connection, at: number): Promise<void> {
  await db.updateTable('recovery_code').set({ used_at: at }).where('used_at', 'is', null).execute();
}

export async function hasCode({ db }: Connection, factorId: string, codeHash: Uint8Array): Promise<boolean> {
  const row = await db
    .selectFrom('recovery_code')
    .select('factor_id')
    .where('code_hash', '=', Buffer.from(codeHash))
    .where('factor_id', '=', id(factorId))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** A passkey that does not count says 0 each time. */
export function usePasskey(
  on: Connection,
  factorId: string,
  { signCount, backedUp, verifiesUser }: Pick<PasskeyFacts, 'signCount' | 'backedUp' | 'verifiesUser'>,
  at: number,
): Promise<boolean> {
  return atomically(on, async (on) => {
    const used = await on.db
      .updateTable('passkey')
      .set({
        sign_count: signCount,
        backed_up: backedUp ? 1 : 0,
        // Once it has asked who holds it, it can.
        ...(verifiesUser && { verifies_user: 1 as const }),
      })
      .where('factor_id', '=', id(factorId))
      .where((row) =>
        row.or([row('sign_count', '<', signCount), row.and([row('sign_count', '=', 0), row.lit(signCount === 0)])]),
      )
      .executeTakeFirstOrThrow();
    return noteUse(on, factorId, used.numUpdatedRows, at);
  });
}

async function noteUse({ db }: Connection, factorId: string, changed: bigint, at: number): Promise<boolean> {
  if (changed !== 1n) return false;
  await db.updateTable('factor').set({ last_used_at: at }).where('id', '=', id(factorId)).execute();
  return true;
}
