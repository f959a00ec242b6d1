import {
  type Account,
  type AccountStore,
  normalizeLogin,
  type Page,
  type PageRequest,
  type SignInAccount,
} from '@rollcall/core';
import type { ExpressionBuilder, Insertable, Selectable, Updateable } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { prepare, type SlotOf } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { addLoginName, findLoginName, loginNames, removeLoginName } from './login-names.ts';

export function accountStore(on: Connection): AccountStore {
  return {
    insert: (account) => insert(on, account),
    count: () => count(on),
    countOfServices: () => countOfServices(on),
    find: (accountId) => find(on, accountId),
    findForSignIn: (normalizedLogin) => findForSignIn(on, normalizedLogin),
    findForProof: (accountId) => findForProof(on, accountId),
    lock: (accountId) => lock(on, accountId),
    setPassword: (accountId, hash, at) => set(on, accountId, { password_hash: hash, password_changed_at: at }),
    setProfile: (accountId, { displayName, locale, timeZone }) =>
      set(on, accountId, {
        display_name: displayName,
        compared_name: normalizeLogin(displayName),
        locale,
        time_zone: timeZone,
      }),
    setDisabled: (accountId, at) => set(on, accountId, { disabled_at: at }),
    noteLook: (accountId, at) => set(on, accountId, { last_looked_at: at }),
    page: (page) => readPage(on, page),
    loginNames: (accountId) => loginNames(on, accountId),
    findLoginName: (normalized) => findLoginName(on, normalized),
    addLoginName: (name) => addLoginName(on, name),
    removeLoginName: (normalized, accountId) => removeLoginName(on, normalized, accountId),
  };
}

const accounts = ({ db }: Connection) => db.selectFrom('account').selectAll('account');

const isNoService = ({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'account'>) =>
  not(exists(selectFrom('service').select('account_id').whereRef('account_id', '=', 'account.id')));

async function insert({ db }: Connection, account: SignInAccount): Promise<void> {
  await db.insertInto('account').values(accountColumns(account)).execute();
}

export function accountColumns(account: SignInAccount): Insertable<Tables['account']> {
  return {
    id: account.id,
    display_name: account.displayName,
    compared_name: normalizeLogin(account.displayName),
    locale: account.locale,
    time_zone: account.timeZone,
    password_hash: account.passwordHash,
    password_changed_at: account.passwordChangedAt,
    created_at: account.createdAt,
    disabled_at: account.disabledAt,
    last_looked_at: account.lastLookedAt,
  };
}

async function count({ db }: Connection): Promise<number> {
  const row = await db
    .selectFrom('account')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where(isNoService)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('external_account').select('account_id').whereRef('account_id', '=', 'account.id'))),
    )
    .executeTakeFirstOrThrow();
  return row.count;
}

async function countOfServices({ db }: Connection): Promise<number> {
  const row = await db
    .selectFrom('external_account')
    .select((all) => all.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

async function find(on: Connection, accountId: string): Promise<Account | null> {
  const [row] = await rowById(on, { id: id(accountId) });
  return row === undefined ? null : accountOf(row);
}

const rowById = selectForMany<{ id: Id }, AccountColumns>({ id: 'id' }, (on, slot) =>
  accounts(on).where('account.id', '=', slot('id')),
);

async function findForProof(on: Connection, accountId: string): Promise<SignInAccount | null> {
  const row = await accounts(on).where('id', '=', id(accountId)).executeTakeFirst();
  return row === undefined ? null : signInAccountOf(row);
}

async function lock(on: Connection, accountId: string): Promise<SignInAccount | null> {
  const [row] = await lockRow(on, { id: id(accountId) });
  return row === undefined ? null : signInAccountOf(row);
}

const lockRow = selectForMany<{ id: Id }, AccountColumns>(
  { id: 'id' },
  (on, slot) => accounts(on).where('account.id', '=', slot('id')).modifyEnd(on.dialect.lockRows('account')),
  { rank: 'lock', claim: ({ id }) => id },
);

async function findForSignIn(on: Connection, normalizedLogin: string): Promise<SignInAccount | null> {
  const [row] = await rowByLogin(on, { normalized: normalizedLogin });
  return row === undefined ? null : signInAccountOf(row);
}

const rowByLogin = prepare((on, slot: SlotOf<{ normalized: string }>) =>
  accounts(on)
    .innerJoin('login_name', 'login_name.account_id', 'account.id')
    .where('login_name.normalized', '=', slot('normalized')),
);

async function readPage(on: Connection, page: PageRequest): Promise<Page<Account>> {
  let query = accounts(on).where(isNoService).orderBy('id', 'desc').limit(rowsToRead(page));
  if (page.after !== null) query = query.where('id', '<', id(page.after));
  return pageOf((await query.execute()).map(accountOf), page);
}

type Settable = Omit<Updateable<Tables['account']>, 'id'>;
type AccountColumns = Selectable<Tables['account']>;

async function set({ db }: Connection, accountId: string, columns: Settable): Promise<void> {
  await db.updateTable('account').set(columns).where('id', '=', id(accountId)).execute();
}

export function accountOf(row: AccountColumns): Account {
  return {
    id: row.id,
    displayName: row.display_name,
    locale: row.locale,
    timeZone: row.time_zone,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    passwordChangedAt: row.password_changed_at,
    lastLookedAt: row.last_looked_at,
  };
}

function signInAccountOf(row: AccountColumns): SignInAccount {
  return { ...accountOf(row), passwordHash: row.password_hash };
}
