import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ChainLine, CheckedLog } from '@rollcall/api';
import { ChainCheck, headIn, type SealedEntry, serverChain } from '@rollcall/core';
import type { Config } from './config.ts';

/** The file is no export of a log; the message says where not. */
export class LogFileError extends Error {
  override readonly name = 'LogFileError';
}

/** Checks the chain in a file of JSON lines that was exported from a log, without the store, and says what came of it. */
export async function verifyLogFile(_config: Config, [path = '', ...heads]: readonly string[]): Promise<void> {
  const done = await checkLogFile(path, heads);
  process.stdout.write(`${JSON.stringify({ done })}\n`);
}

/** Heads of other chains say nothing about the one in the file; one at least must be of it, where there are any. */
export async function checkLogFile(path: string, heads: readonly string[]): Promise<CheckedLog> {
  const kept = heads.map(headIn).filter((head) => head !== null);
  let chain: { readonly id: string; readonly check: ChainCheck } | null = null;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const line = entryIn(text);
    if (line === null) {
      throw new LogFileError(`Line ${number} of ${path} is no line of an exported log; the file may be cut off in it.`);
    }
    const id: string = chain?.id ?? line.organizationId ?? serverChain;
    const ofChain = kept.filter((head) => head.chainId === id);
    chain ??= { id, check: new ChainCheck(id, ofChain) };
    chain.check.take(line);
  }
  if (chain === null) throw new LogFileError(`${path} is empty.`);
  const { id, check } = chain;
  const name = id === serverChain ? 'server' : id;
  if (kept.length > 0 && !kept.some((head) => head.chainId === id)) {
    throw new LogFileError(`No head that was given is of the chain in ${path}, which is ${name}.`);
  }
  const broken = check.end();
  return { chains: [{ chain: name, organizationName: null, lines: check.mark.sequence, broken }], unsealed: 0 };
}

function entryIn(text: string): SealedEntry | null {
  try {
    const line = JSON.parse(text) as ChainLine;
    const {
      sequence,
      addressSalt,
      addressCommitment,
      digest,
      chainHash,
      memberName: _,
      actorName: __,
      ...entry
    } = line;
    if (!Number.isInteger(sequence) || typeof entry.details !== 'object' || entry.details === null) return null;
    const seal = {
      sequence,
      salt: bytesOf(addressSalt),
      commitment: bytesOf(addressCommitment),
      digest: Buffer.from(digest, 'hex'),
      chainHash: Buffer.from(chainHash, 'hex'),
    };
    return { ...(entry as Omit<SealedEntry, 'seal'>), seal };
  } catch {
    return null;
  }
}

function bytesOf(hex: string | null): Uint8Array | null {
  return hex === null ? null : Buffer.from(hex, 'hex');
}
