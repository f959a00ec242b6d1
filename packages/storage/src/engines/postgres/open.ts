import { Kysely, PostgresDialect } from 'kysely';
import type { Connection } from '../../connection.ts';
import { postgres } from '../../dialect.ts';
import type { Engine } from '../../engine.ts';
import type { Tables } from '../../schema.ts';
import { catalog } from './catalog.ts';
import { factsOf } from './facts.ts';
import { asKyselySees, openPool } from './pool.ts';
import { reserve } from './reserve.ts';
import { snapshotAt } from './snapshot.ts';
import { verifierStore } from './verifiers.ts';
import { wakeUps } from './wake-ups.ts';

const defaultConnections = 10;

export function openPostgres(url: string, connections = defaultConnections): Engine {
  const pool = openPool(url, connections);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: asKyselySees(pool) }) });
  const on: Connection = { db, dialect: postgres, reserve: (work) => reserve(pool, work) };
  const hints = wakeUps(url, pool);
  return {
    on,
    sharing: { members: 128, transactions: 2 },
    verifiers: () => verifierStore(on, pool, hints),
    catalog,
    snapshot: () => snapshotAt(url),
    facts: () => factsOf(pool),
    copy: null,
    async close() {
      await hints.close();
      await db.destroy();
    },
  };
}
