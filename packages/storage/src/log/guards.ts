import type { Connection } from '../connection.ts';
import type { Guard } from '../dialect.ts';

/** What may never change once it is written. */
const fixed = [
  'id',
  'at',
  'event',
  'account_id',
  'organization_id',
  'actor_kind',
  'actor_account_id',
  'actor_device_id',
  'credential_id',
  'device_id',
  'details',
];
/** What the sealer writes, once. */
const sealed = ['sequence', 'commitment', 'digest', 'chain_hash'];

const isOther = (column: string) => `new.${column} is distinct from old.${column}`;

/** Every change but the two there are: the sealer writes a seal, and the sweeper erases a sealed address with its salt. */
const changesLine = [
  ...fixed.map(isOther),
  ...sealed.map((column) => `(old.sequence is not null and ${isOther(column)})`),
  `(${isOther('address')} and (new.address is not null or old.sequence is null))`,
  `(old.sequence is not null and ${isOther('salt')} and new.salt is not null)`,
  `(new.address is null and new.salt is not null)`,
].join(' or ');

const guards: readonly Guard[] = [
  { name: 'log_stays', table: 'log', on: 'delete' },
  { name: 'log_is_fixed', table: 'log', on: 'update', when: changesLine },
  { name: 'log_chain_stays', table: 'log_chain', on: 'delete' },
  {
    name: 'log_chain_grows',
    table: 'log_chain',
    on: 'update',
    when: 'new.id <> old.id or new.sequence <= old.sequence',
  },
];

/**
 * Has the store itself refuse to change or remove lines of the log: against mistakes, and against whoever has got at a statement.
 * Whoever may drop triggers is found out by the chain.
 */
export async function raiseGuards({ db, dialect }: Pick<Connection, 'db' | 'dialect'>): Promise<void> {
  for (const statement of guards.flatMap((guard) => dialect.raise(guard))) await statement.execute(db);
}

/** For replacing the whole store, in the transaction that does it. */
export async function dropGuards({ db, dialect }: Pick<Connection, 'db' | 'dialect'>): Promise<void> {
  for (const statement of guards.map((guard) => dialect.drop(guard))) await statement.execute(db);
}
