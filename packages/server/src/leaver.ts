import type { IncomingMessage } from 'node:http';
import { goneOnSince, hashToken, type Owner, type SessionRecord } from '@rollcall/core';
import { ownerFrom } from './authenticate.ts';
import type { House } from './house.ts';

type LeavingHouse = Pick<House, 'authentication' | 'core'>;

/**
 * Whoever signs out. A session that was left for another organization is still its browser's as long as its sign-in goes on: the one
 * who went on with it may be a thief who copied the cookie, and this is how its owner puts an end to that.
 */
export async function leaverOf(house: LeavingHouse, request: IncomingMessage): Promise<Owner> {
  const { authentication } = house;
  try {
    return await authentication.ownerOf(request, 'self', 'as_use');
  } catch (error) {
    const left = await leftBy(house, authentication.presentationOf(request).sessionToken);
    if (left === null) throw error;
    return ownerFrom(left, authentication.addressOf(request));
  }
}

async function leftBy({ core }: LeavingHouse, token: string | null): Promise<SessionRecord | null> {
  const left = token === null ? null : await core.credentials.findByHash(hashToken(token));
  // What was made from it is good at its host alone.
  if (left === null || left.parentId !== null) return null;
  return (await goneOnSince(core, left)).length === 0 ? null : left;
}
