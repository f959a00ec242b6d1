import type { Subject, SubjectKind, VerifierRow, VerifierStore } from '@rollcall/core';
import type { Connection } from '../../connection.ts';
import { forgetRevocations } from '../../verifying/forget-revocations.ts';
import { firstOf, type LookUpRow, lookedUpOf, lookUpStatement } from '../../verifying/look-up.ts';
import { insertVerifier, readVerifiers, removeVerifier } from '../../verifying/registrations.ts';
import type { File } from './open-file.ts';

/** What a verifier has acknowledged since this process opened the store. */
interface Acknowledged {
  readonly incarnation: string;
  readonly name: string;
  ackedEpoch: number;
  renewals: number;
}

/**
 * Only this process has the store open, so acknowledgements and renewals stay in its memory: they are not written, and
 * a renewal costs no fsync. Registrations are durable; after a restart all of them have yet to be heard from.
 */
export async function verifierStore(on: Connection, file: File): Promise<VerifierStore> {
  const read = reader(on, file);
  const known = new Map<string, Acknowledged>();
  for (const row of await readVerifiers(on)) known.set(row.id, heardNothing(row));
  const listeners = new Set<() => void>();
  const lookUpAll: VerifierStore['lookUpAll'] = (tokenHashes) => read.alone(() => read.lookUpAll(tokenHashes));
  return {
    lookUpAll,
    lookUp: (tokenHash) => firstOf(lookUpAll([tokenHash])),
    register: async (verifier) => {
      await insertVerifier(on, verifier);
      known.set(verifier.id, heardNothing(verifier));
      return { epoch: await read.alone(read.epoch) };
    },
    sync: (id, incarnation, appliedEpoch) =>
      read.alone(() => {
        const verifier = known.get(id);
        if (verifier?.incarnation !== incarnation) return null;
        verifier.ackedEpoch = Math.max(verifier.ackedEpoch, appliedEpoch);
        verifier.renewals += 1;
        return { epoch: read.epoch(), revoked: read.revokedAfter(appliedEpoch) };
      }),
    unregister: async (id, incarnation) => {
      if (known.get(id)?.incarnation !== incarnation) return;
      known.delete(id);
      await removeVerifier(on, id, incarnation);
    },
    verifiers: async () => [...known].map(([id, verifier]) => rowOf(id, verifier)),
    removeStale: async ({ id, incarnation, renewals }) => {
      const verifier = known.get(id);
      if (verifier?.incarnation !== incarnation || verifier.renewals !== renewals) return false;
      known.delete(id);
      return removeVerifier(on, id, incarnation);
    },
    forgetRevocations: async (batch) => {
      const acked = [...known.values()].map((verifier) => verifier.ackedEpoch);
      return forgetRevocations(on, Math.min(await read.alone(read.epoch), ...acked), batch);
    },
    wake: async () => {
      for (const listener of listeners) listener();
    },
    onWake: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Statements on the file itself. While a transaction is open on the one connection they would see what it has not
 * committed (an epoch that a rollback takes back would be acknowledged, and used again), so they wait for its end.
 */
function reader(on: Connection, file: File) {
  const { parameter } = on.dialect;
  const found = `(select ${parameter(1)} as place) as asked left join credential c on c.token_hash = ${parameter(2)}`;
  const lookUp = file.prepare<[place: number, tokenHash: Uint8Array], LookUpRow>(lookUpStatement(found)).raw();
  const epoch = file.prepare<[], number>('select epoch from authority').pluck();
  const revoked = file
    .prepare<[number], [SubjectKind, string]>(
      'select distinct subject_kind, subject_id from revocation where epoch > +?',
    )
    .raw();
  return {
    alone: async <Result>(read: () => Result): Promise<Result> =>
      file.inTransaction ? on.db.connection().execute(async () => read()) : read(),
    /** One by one: nothing can be written in between. */
    lookUpAll: (tokenHashes: readonly Uint8Array[]) =>
      lookedUpOf(tokenHashes.map((tokenHash, index) => lookUp.get(index + 1, tokenHash) ?? [0, null, index + 1])),
    epoch: () => epoch.get() ?? 0,
    revokedAfter: (after: number): Subject[] => revoked.all(after).map(([kind, id]) => ({ kind, id })),
  };
}

function heardNothing(verifier: Pick<VerifierRow, 'incarnation' | 'name'>): Acknowledged {
  return { incarnation: verifier.incarnation, name: verifier.name, ackedEpoch: 0, renewals: 0 };
}

function rowOf(id: string, verifier: Acknowledged): VerifierRow {
  return {
    id,
    incarnation: verifier.incarnation,
    name: verifier.name,
    ackedEpoch: verifier.ackedEpoch,
    renewals: verifier.renewals,
  };
}
