import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ChainLine, CheckedLog } from '@rollcall/api';
import { ChainCheck, headIn, type SealedEntry, serverChain } from '@rollcall/core';
import type { Config } from './config.ts';

/** The file is no export of a log; the message says where not. */
export class LogFileError extends Error {
  override readonly name = 'LogFileError';
}

/** Checks the chain in a file of JSON lines that was exported from a log, without the store. */
export async function verifyLogFile(_config: Config, [path = '', ...heads]: readonly string[]): Promise<void> {
  const kept = heads.map(headIn).filter((head) => head !== null);
  let chain: { readonly id: string; readonly check: ChainCheck } | null = null;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const line = entryIn(text);
    if (line === null) throw new LogFileError(`Line ${number} of ${path} is no line of an exported log.`);
    const id: string = chain?.id ?? line.organizationId ?? serverChain;
    const ofChain = kept.filter((head) => head.chainId === id);
    chain ??= { id, check: new ChainCheck(id, ofChain) };
    chain.check.take(line);
  }
  if (chain === null) throw new LogFileError(`${path} is empty.`);
  const { id, check } = chain;
  const broken = check.end();
  const name = id === serverChain ? 'server' : id;
  const checked = { chain: name, organizationName: null, lines: check.mark.sequence, broken };
  const done: CheckedLog = { chains: [checked], unsealed: 0 };
  process.stdout.write(`${JSON.stringify({ done })}\n`);
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
