import { Kysely, PostgresDialect } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Connection } from '../../connection.ts';
import { postgres } from '../../dialect.ts';
import type { Tables } from '../../schema.ts';
import { type Ask, askOf, clientThat } from './pool.ts';

const reserved = new WeakMap<PoolClient, Reserved>();

/** Takes a connection of the pool for one transaction, until that is over. */
export async function reserve<Result>(pool: Pool, work: (on: Connection) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  const one = reserved.get(client) ?? new Reserved(pool, client);
  reserved.set(client, one);
  try {
    return await work(one.forTransaction());
  } finally {
    client.release(one.isSpoiled);
  }
}

/** A transaction on the connection, from the moment at which it is taken. */
interface Transaction {
  /** What became of its beginning. */
  begun: Promise<unknown>;
  /** Its end has been asked for: nothing may come behind that, where it would be nobody's, or the next one's. */
  isOver: boolean;
}

const nothing: QueryResult = { command: 'BEGIN', fields: [], oid: 0, rowCount: null, rows: [] };

/** A connection for whoever has it for themselves, with its own Kysely, which is made once. */
class Reserved {
  readonly #client: PoolClient;
  readonly #ask: Ask;
  readonly #db: Kysely<Tables>;
  #current: Transaction = { begun: Promise.resolve(), isOver: false };
  #isDiscarded = false;

  constructor(pool: Pool, client: PoolClient) {
    this.#client = client;
    this.#ask = askOf(client);
    const one = clientThat(
      (text, parameters) => this.#askFor(this.#current, text, parameters),
      (destroy) => {
        this.#isDiscarded = destroy === true;
      },
    );
    const onlyOne = { options: pool.options, end: async () => {}, connect: async () => one };
    this.#db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: onlyOne }) });
  }

  forTransaction(): Connection {
    const transaction: Transaction = { begun: Promise.resolve(), isOver: false };
    this.#current = transaction;
    return {
      db: this.#db,
      dialect: postgres,
      atOnce: async (sql, parameters) => (await this.#askFor(transaction, sql, parameters)).rows,
    };
  }

  /** Nobody may be given it any more: what it is in the middle of was not brought to an end. */
  get isSpoiled(): boolean {
    return this.#isDiscarded || this.#client.getTransactionStatus() !== 'I';
  }

  async #askFor(transaction: Transaction, text: string, parameters: readonly unknown[]): Promise<QueryResult> {
    // A commit that failed may still be taken back.
    if (transaction.isOver && text !== 'rollback') throw new Error('The transaction is over.');
    if (text.startsWith('start transaction')) {
      // It goes with the first statement, and every one of them fails where it does.
      transaction.begun = this.#ask(text, parameters);
      transaction.begun.catch(() => {});
      return nothing;
    }
    if (text === 'commit' || text === 'rollback') transaction.isOver = true;
    const [answer] = await Promise.all([this.#ask(text, parameters), transaction.begun]);
    return answer;
  }
}
