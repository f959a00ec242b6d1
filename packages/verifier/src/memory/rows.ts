import { type Assurance, type Credential, type CredentialKind, credentialKinds, expiresAt } from '@rollcall/core';
import type { Active } from '../verdict.ts';
import type { Endings } from './endings.ts';
import type { IndexedText } from './text-index.ts';

/** A token's SHA-256 as characters below 256; a UUID as its text, because making that of its 16 bytes takes longer. */
const keyBytes = 32;
const idBytes = 36;

/** What stands in a row, and in how many bytes: 8 hold a time or a length of time (`Infinity` is none), 4 a whole number. */
const fields = {
  key: keyBytes,
  id: idBytes,
  accountId: idBytes,
  organizationId: idBytes,
  /** Begins with 0 where there is none. */
  deviceId: idBytes,
  issuedAt: 8,
  authenticatedAt: 8,
  lastUsedAt: 8,
  expiresAt: 8,
  idleLimitMs: 8,
  absoluteLimitMs: 8,
  ownEndAt: 8,
  useNumber: 8,
  accountCounter: 4,
  organizationCounter: 4,
  stamp: 4,
  /** Which address ranges; 0 is anywhere. */
  addressRanges: 4,
  /** 0 in a row that is free, otherwise the kind's place in the list of kinds, counted from one. */
  kind: 1,
  assurance: 1,
};

type Field = keyof typeof fields;

/** Where each field begins. */
const at = {} as Record<Field, number>;
let rowBytes = 0;
for (const field of Object.keys(fields) as Field[]) {
  at[field] = rowBytes;
  rowBytes += fields[field];
}

const noId = '\0'.repeat(idBytes);
const noLimit = Number.POSITIVE_INFINITY;

/** What memory itself adds to a credential. */
export interface Kept {
  readonly lastUsedAt: number;
  readonly accountCounter: number;
  readonly organizationCounter: number;
  readonly stamp: number;
  readonly addressRanges: number;
}

/**
 * Credentials as rows of bytes, one behind the other, so that the collector of garbage has nothing to look at. All rows
 * are asked for at once; the system finds room for a page of them when it is first written to.
 */
export class Rows {
  readonly #bytes: Buffer;
  readonly #view: DataView;

  constructor(most: number) {
    const buffer = new ArrayBuffer(most * rowBytes);
    this.#bytes = Buffer.from(buffer);
    this.#view = new DataView(buffer);
  }

  /** For an index that finds rows by it. */
  textOf(field: 'key' | 'id'): IndexedText {
    return { bytes: this.#bytes, rowBytes, from: at[field], to: at[field] + fields[field] };
  }

  write(row: number, key: string, credential: Credential, kept: Kept): void {
    const from = row * rowBytes;
    this.#writeText(from + at.key, key, keyBytes);
    this.#writeText(from + at.id, credential.id, idBytes);
    this.#writeText(from + at.accountId, credential.accountId, idBytes);
    this.#writeText(from + at.organizationId, credential.organizationId, idBytes);
    this.#writeText(from + at.deviceId, credential.deviceId ?? noId, idBytes);
    this.#view.setFloat64(from + at.issuedAt, credential.issuedAt);
    this.#view.setFloat64(from + at.authenticatedAt, credential.authenticatedAt);
    this.#view.setFloat64(from + at.lastUsedAt, kept.lastUsedAt);
    this.#view.setFloat64(from + at.expiresAt, expiresAt(credential));
    this.#view.setFloat64(from + at.idleLimitMs, credential.idleLimitMs ?? noLimit);
    this.#view.setFloat64(from + at.absoluteLimitMs, credential.absoluteLimitMs ?? noLimit);
    this.#view.setFloat64(from + at.ownEndAt, credential.ownEndAt ?? noLimit);
    this.#view.setFloat64(from + at.useNumber, 0);
    this.#view.setUint32(from + at.accountCounter, kept.accountCounter);
    this.#view.setUint32(from + at.organizationCounter, kept.organizationCounter);
    this.#view.setUint32(from + at.stamp, kept.stamp);
    this.#view.setUint32(from + at.addressRanges, kept.addressRanges);
    this.#bytes[from + at.kind] = 1 + credentialKinds.indexOf(credential.kind);
    this.#bytes[from + at.assurance] = credential.assurance;
  }

  /** A copy: it stays what it is when the row is given to another credential. */
  answerOf(row: number): Active {
    const from = row * rowBytes;
    const ids = this.#bytes.toString('latin1', from + at.id, from + at.deviceId + idBytes);
    return {
      active: true,
      credential: {
        id: idIn(ids, at.id),
        kind: credentialKinds[(this.#bytes[from + at.kind] ?? 0) - 1] as CredentialKind,
        accountId: idIn(ids, at.accountId),
        organizationId: idIn(ids, at.organizationId),
        deviceId: this.#bytes[from + at.deviceId] === 0 ? null : idIn(ids, at.deviceId),
        assurance: this.#bytes[from + at.assurance] as Assurance,
        authenticatedAt: this.#view.getFloat64(from + at.authenticatedAt),
        issuedAt: this.#view.getFloat64(from + at.issuedAt),
        idleLimitMs: limitOf(this.#view.getFloat64(from + at.idleLimitMs)),
        absoluteLimitMs: limitOf(this.#view.getFloat64(from + at.absoluteLimitMs)),
        ownEndAt: limitOf(this.#view.getFloat64(from + at.ownEndAt)),
      },
    };
  }

  idOf(row: number): string {
    const from = row * rowBytes + at.id;
    return this.#bytes.toString('latin1', from, from + idBytes);
  }

  isInUse(row: number): boolean {
    return this.#bytes[row * rowBytes + at.kind] !== 0;
  }

  isOfKind(row: number, kind: CredentialKind): boolean {
    return this.#bytes[row * rowBytes + at.kind] === 1 + credentialKinds.indexOf(kind);
  }

  isInTime(row: number, now: number): boolean {
    const from = row * rowBytes;
    const idlesAt = this.#view.getFloat64(from + at.lastUsedAt) + this.#view.getFloat64(from + at.idleLimitMs);
    return now < this.#view.getFloat64(from + at.expiresAt) && now < idlesAt;
  }

  isNewerThan(row: number, endings: Endings): boolean {
    const from = row * rowBytes;
    const account = this.#view.getUint32(from + at.accountCounter);
    const organization = this.#view.getUint32(from + at.organizationCounter);
    return endings.stampOf(account, organization) === this.#view.getUint32(from + at.stamp);
  }

  addressRanges(row: number): number {
    return this.#view.getUint32(row * rowBytes + at.addressRanges);
  }

  lastUsedAt(row: number): number {
    return this.#view.getFloat64(row * rowBytes + at.lastUsedAt);
  }

  setLastUsedAt(row: number, milliseconds: number): void {
    this.#view.setFloat64(row * rowBytes + at.lastUsedAt, milliseconds);
  }

  /** Which of the uses that wait to be written is this row's, counted from one; 0 is none. */
  useNumber(row: number): number {
    return this.#view.getFloat64(row * rowBytes + at.useNumber);
  }

  setUseNumber(row: number, number: number): void {
    this.#view.setFloat64(row * rowBytes + at.useNumber, number);
  }

  setFree(row: number): void {
    this.#bytes[row * rowBytes + at.kind] = 0;
  }

  #writeText(from: number, text: string, bytes: number): void {
    if (text.length !== bytes)
      throw new RangeError(`A text of ${bytes} characters was expected, not of ${text.length}.`);
    this.#bytes.write(text, from, bytes, 'latin1');
  }
}

function idIn(ids: string, place: number): string {
  return ids.slice(place - at.id, place - at.id + idBytes);
}

function limitOf(number: number): number | null {
  return number === noLimit ? null : number;
}
