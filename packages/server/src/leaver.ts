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

/**
 * What a browser's token was good for that was left behind, where its sign-in goes on elsewhere; `null` where nothing does. A copy at
 * a host that was replaced before is its browser's no more.
 */
export async function leftBy(
  { core }: Pick<House, 'core'>,
  token: string | null,
  boundTo: string | null = null,
): Promise<SessionRecord | null> {
  const carried = token === null ? null : await core.credentials.findByHash(hashToken(token, boundTo));
  if (carried?.ending?.reason !== 'switched') return null;
  const left = carried.parentId === null ? carried : await core.credentials.find(carried.parentId);
  return left === null || (await goneOnSince(core, left)).length === 0 ? null : left;
}
