import { type ChainHead, serverChain } from './chain.ts';
import type { KeptHead } from './verify-log.ts';

const shape = /^(server|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-9][0-9]{0,14}):([0-9a-f]{64})$/;

/** A head as one writes it down: the organization or `server`, how many lines, and the hash of the last. */
export function textOfHead({ chainId, sequence, chainHash }: Omit<ChainHead, 'sealedAt'>): string {
  return `${chainId === serverChain ? 'server' : chainId}:${sequence}:${Buffer.from(chainHash).toString('hex')}`;
}

/** `null` where it is no head. */
export function headIn(text: string): KeptHead | null {
  const [, chain, sequence, hash] = shape.exec(text) ?? [];
  if (chain === undefined || sequence === undefined || hash === undefined) return null;
  const chainId = chain === 'server' ? serverChain : chain;
  return { chainId, sequence: Number(sequence), chainHash: Buffer.from(hash, 'hex') };
}
