import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { type Assurance, whyUnusable } from './credential.ts';
import { hashToken, makeToken } from './token.ts';

/** A credential's new token: the id stays, the old token is dead once the epoch is confirmed. */
export interface Rotated {
  readonly token: string;
  readonly epoch: number;
}

/** Gives the credential a new token after its holder proved who they are, in the transaction that locked its account. */
export async function rotate(
  { credentials, authority }: Pick<Stores, 'authority' | 'credentials'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  credential: { readonly id: string; readonly accountId: string },
  assurance: Assurance,
  authenticatedAt: number = clock.now(),
): Promise<Rotated> {
  const token = makeToken('session', credential.accountId, chance.bytes);
  const locked = await credentials.lock(credential.id);
  if (locked === null || whyUnusable(locked, clock.now()) !== null) throw new Refusal('not_found');
  const live = await credentials.rotate(credential.id, hashToken(token), authenticatedAt, assurance);
  if (!live) throw new Refusal('not_found');
  return { token, epoch: await authority.raise([{ kind: 'credential', id: credential.id }]) };
}
