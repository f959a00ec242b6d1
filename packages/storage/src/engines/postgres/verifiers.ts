import { leaseMs, type Subject, type VerifierStore } from '@rollcall/core';
import type { Pool } from 'pg';
import type { Connection } from '../../connection.ts';
import { storable } from '../../storable.ts';
import { forgetRevocations } from '../../verifying/forget-revocations.ts';
import { firstOf, type LookUpRow, lookedUpOf, lookUpStatement } from '../../verifying/look-up.ts';
import { insertVerifier, readVerifiers, removeVerifier } from '../../verifying/registrations.ts';
import type { WakeUps } from './wake-ups.ts';

/** One statement: what is acknowledged and what is read belong to one moment. No row where the verifier is unknown. */
const syncStatement = `
  with renewed as (
    update verifier set acked_epoch = greatest(acked_epoch, $3::bigint), renewals = renewals + 1
    where id = $1 and incarnation = $2 returning id
  )
  select authority.epoch, (
    select coalesce(json_agg(json_build_object('kind', subject_kind, 'id', subject_id)), '[]')
    from (select distinct subject_kind, subject_id from revocation where epoch > $3::bigint) as subject
  ) as revoked
  from authority where exists (select 1 from renewed)`;

/** With a limit each is looked for by itself, in the index: a join may be planned as a scan while the table is small. */
const lookUpAllStatement = lookUpStatement(`
  unnest($1::bytea[]) with ordinality as asked(token_hash, place)
  left join lateral (select * from credential where token_hash = asked.token_hash limit 1) c on true`);

export function verifierStore(on: Connection, pool: Pool, hints: WakeUps): VerifierStore {
  const lookUpAll: VerifierStore['lookUpAll'] = async (tokenHashes) => {
    const { rows } = await pool.query<LookUpRow[]>({
      name: 'look_up',
      text: lookUpAllStatement,
      values: [tokenHashes.map(storable)],
      rowMode: 'array',
      ...withinLease,
    });
    return lookedUpOf(rows as unknown as LookUpRow[]);
  };
  return {
    lookUpAll,
    lookUp: (tokenHash) => firstOf(lookUpAll([tokenHash])),
    register: async (verifier) => {
      await insertVerifier(on, verifier);
      return { epoch: await readEpoch(on) };
    },
    sync: async (id, incarnation, appliedEpoch) => {
      const { rows } = await pool.query<{ epoch: number; revoked: Subject[] }>({
        name: 'sync',
        text: syncStatement,
        values: [storable(id), storable(incarnation), appliedEpoch],
        ...withinLease,
      });
      const synced = rows[0];
      return synced === undefined ? null : { epoch: synced.epoch, revoked: synced.revoked };
    },
    unregister: async (id, incarnation) => {
      await removeVerifier(on, id, incarnation);
    },
    verifiers: () => readVerifiers(on),
    removeStale: ({ id, incarnation, renewals }) => removeVerifier(on, id, incarnation, renewals),
    forgetRevocations: async (batch) => forgetRevocations(on, await ackedByAll(on), batch),
    wake: hints.wake,
    onWake: hints.onWake,
  };
}

/** An answer that comes later than this is of no use to a verifier. */
const withinLease = { query_timeout: leaseMs };

async function readEpoch({ db }: Connection): Promise<number> {
  return (await db.selectFrom('authority').select('epoch').executeTakeFirstOrThrow()).epoch;
}

async function ackedByAll(on: Connection): Promise<number> {
  // The epoch first: a verifier that registers in between has an empty memory and needs nothing that is older.
  const epoch = await readEpoch(on);
  const { least } = await on.db
    .selectFrom('verifier')
    .select((row) => row.fn.min('acked_epoch').as('least'))
    .executeTakeFirstOrThrow();
  return Math.min(epoch, least ?? epoch);
}
