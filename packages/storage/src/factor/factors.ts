import type { Factor, FactorStore, NewFactor, PasskeyFactor, PasskeyFacts } from '@rollcall/core';
import type { Insertable, Selectable } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import type { Tables } from '../schema.ts';
import { askPasskey, begin, endEnrolment, findEnrolment, forgetBegun, takeChallenge } from './begun.ts';
import { hasCode, spendAllCodes, useCode, usePasskey, useStep } from './use.ts';

export function factorStore(on: Connection): FactorStore {
  return {
    listOf: (accountId) => listOf(on, accountId),
    insertAuthenticator: (factor, sealedSecret, lastStep) => insertAuthenticator(on, factor, sealedSecret, lastStep),
    insertPasskey: (factor, facts) => insertPasskey(on, factor, facts),
    insertRecoveryCodes: (factor, codeHashes) => insertRecoveryCodes(on, factor, codeHashes),
    rename: (factorId, accountId, name) => rename(on, factorId, accountId, name),
    remove: (factorId, accountId) => remove(on, factorId, accountId),
    removeAll: (accountId) => removeAll(on, accountId),
    findPasskey: (credentialId) => findPasskey(on, credentialId),
    useStep: (factorId, step, at) => useStep(on, factorId, step, at),
    useCode: (factorId, codeHash, at) => useCode(on, factorId, codeHash, at),
    spendAllCodes: (at) => spendAllCodes(on, at),
    hasCode: (factorId, codeHash) => hasCode(on, factorId, codeHash),
    usePasskey: (factorId, said, at) => usePasskey(on, factorId, said, at),
    begin: (enrolment) => begin(on, enrolment),
    findEnrolment: (enrolmentId) => findEnrolment(on, enrolmentId),
    endEnrolment: (enrolmentId) => endEnrolment(on, enrolmentId),
    askPasskey: (challenge) => askPasskey(on, challenge),
    takeChallenge: (challenge, boundTo, now) => takeChallenge(on, challenge, boundTo, now),
    forgetBegun: (before) => forgetBegun(on, before),
  };
}

type PasskeyColumns = Omit<Selectable<Tables['passkey']>, 'factor_id'>;
type OrNull<Columns> = { [Name in keyof Columns]: Columns[Name] | null };
type FactorColumns = Selectable<Tables['factor']> &
  OrNull<PasskeyColumns> & { sealed_secret: Buffer | null; codes_left: number | null };

const withSideRows = ({ db }: Connection) =>
  db
    .selectFrom('factor')
    .leftJoin('authenticator', 'authenticator.id', 'factor.id')
    .leftJoin('passkey', 'passkey.factor_id', 'factor.id')
    .select([
      'factor.id',
      'factor.account_id',
      'factor.kind',
      'factor.name',
      'factor.created_at',
      'factor.last_used_at',
      'authenticator.sealed_secret',
      'passkey.credential_id',
      'passkey.public_key',
      'passkey.sign_count',
      'passkey.transports',
      'passkey.backup_eligible',
      'passkey.backed_up',
      'passkey.verifies_user',
    ])
    .select((row) =>
      row
        .selectFrom('recovery_code')
        .select((all) => all.fn.countAll<number>().as('count'))
        .whereRef('recovery_code.factor_id', '=', 'factor.id')
        .where('recovery_code.used_at', 'is', null)
        .$asScalar()
        .as('codes_left'),
    )
    .orderBy('factor.id');

const rowsOf = selectForMany<{ account_id: Id }, FactorColumns>({ account_id: 'id' }, (on, slot) =>
  withSideRows(on).where('factor.account_id', '=', slot('account_id')),
);

async function listOf(on: Connection, accountId: string): Promise<Factor[]> {
  return (await rowsOf(on, { account_id: id(accountId) })).map(factorOf);
}

async function findPasskey(on: Connection, credentialId: string): Promise<PasskeyFactor | null> {
  const row = await withSideRows(on)
    .where('passkey.credential_id', '=', Buffer.from(credentialId, 'base64url'))
    .executeTakeFirst();
  const factor = row === undefined ? null : factorOf(row);
  return factor?.kind === 'passkey' ? factor : null;
}

function factorOf(row: FactorColumns): Factor {
  const any = {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
  if (row.kind === 'recovery_codes') return { ...any, kind: row.kind, codesLeft: row.codes_left ?? 0 };
  if (row.kind === 'passkey') return { ...any, kind: row.kind, ...passkeyFactsOf(row) };
  if (row.sealed_secret === null) throw new Error(`The authenticator ${row.id} has no secret.`);
  return { ...any, kind: row.kind, sealedSecret: row.sealed_secret };
}

function passkeyFactsOf(row: FactorColumns): PasskeyFacts {
  const { credential_id: credentialId, public_key: publicKey, transports } = row;
  if (credentialId === null || publicKey === null || transports === null) {
    throw new Error(`The passkey ${row.id} has no key.`);
  }
  return {
    credentialId: credentialId.toString('base64url'),
    publicKey,
    signCount: row.sign_count ?? 0,
    transports: JSON.parse(transports) as string[],
    backupEligible: row.backup_eligible === 1,
    backedUp: row.backed_up === 1,
    verifiesUser: row.verifies_user === 1,
  };
}

function insertFactor({ db }: Connection, kind: Factor['kind'], { id, accountId, name, createdAt }: NewFactor) {
  const row: Insertable<Tables['factor']> = {
    id,
    account_id: accountId,
    kind,
    name,
    created_at: createdAt,
    last_used_at: null,
  };
  return db.insertInto('factor').values(row).execute();
}

function insertAuthenticator(
  on: Connection,
  factor: NewFactor,
  sealedSecret: Uint8Array,
  lastStep: number,
): Promise<void> {
  return atomically(on, async (on) => {
    await insertFactor(on, 'authenticator', factor);
    await on.db
      .insertInto('authenticator')
      .values({ id: factor.id, sealed_secret: sealedSecret, last_step: lastStep })
      .execute();
  });
}

function insertPasskey(on: Connection, factor: NewFactor, facts: PasskeyFacts): Promise<boolean> {
  return atomically(on, async (on) => {
    await insertFactor(on, 'passkey', factor);
    const inserted = await on.db
      .insertInto('passkey')
      .values({
        factor_id: factor.id,
        credential_id: Buffer.from(facts.credentialId, 'base64url'),
        public_key: facts.publicKey,
        sign_count: facts.signCount,
        transports: JSON.stringify(facts.transports),
        backup_eligible: facts.backupEligible ? 1 : 0,
        backed_up: facts.backedUp ? 1 : 0,
        verifies_user: facts.verifiesUser ? 1 : 0,
      })
      .onConflict((taken) => taken.column('credential_id').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return true;
    await on.db.deleteFrom('factor').where('id', '=', id(factor.id)).execute();
    return false;
  });
}

function insertRecoveryCodes(on: Connection, factor: NewFactor, codeHashes: readonly Uint8Array[]): Promise<void> {
  return atomically(on, async (on) => {
    await insertFactor(on, 'recovery_codes', factor);
    const rows = codeHashes.map((hash) => ({ code_hash: hash, factor_id: factor.id, used_at: null }));
    await on.db.insertInto('recovery_code').values(rows).execute();
  });
}

async function rename({ db }: Connection, factorId: string, accountId: string, name: string | null): Promise<boolean> {
  const renamed = await db
    .updateTable('factor')
    .set({ name })
    .where('id', '=', id(factorId))
    .where('account_id', '=', id(accountId))
    .executeTakeFirstOrThrow();
  return renamed.numUpdatedRows === 1n;
}

async function remove({ db }: Connection, factorId: string, accountId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('factor')
    .where('id', '=', id(factorId))
    .where('account_id', '=', id(accountId))
    .executeTakeFirstOrThrow();
  return removed.numDeletedRows === 1n;
}

async function removeAll({ db }: Connection, accountId: string): Promise<number> {
  const removed = await db.deleteFrom('factor').where('account_id', '=', id(accountId)).executeTakeFirstOrThrow();
  return Number(removed.numDeletedRows);
}
