import type { Device, Inventory } from '@rollcall/client';
import { activeSessions, canGetIn } from './inventory.ts';

/** What stands on top of the home page. `look`: somebody should look; it asks a question. */
export type TopSentence =
  | { readonly tone: 'calm'; readonly says: 'only-this' }
  | { readonly tone: 'calm'; readonly says: 'count'; readonly count: number; readonly lookedAt: number | null }
  | { readonly tone: 'calm'; readonly says: 'new-held'; readonly count: number }
  | { readonly tone: 'look'; readonly says: 'one-new'; readonly device: Device; readonly count: number }
  | { readonly tone: 'look'; readonly says: 'many-new'; readonly fresh: number; readonly count: number };

/** This device is never the news: whoever reads this sits in front of it. */
export function topSentence({ devices, lastLookedAt }: Pick<Inventory, 'devices' | 'lastLookedAt'>): TopSentence {
  const count = devices.filter(canGetIn).length;
  const news = devices.filter((device) => device.isNew && !device.isCurrent && device.sessions.length > 0);
  const fresh = news.filter(canGetIn);
  const [first] = fresh;
  if (first !== undefined && lastLookedAt !== null) {
    return fresh.length === 1
      ? { tone: 'look', says: 'one-new', device: first, count }
      : { tone: 'look', says: 'many-new', fresh: fresh.length, count };
  }
  // A hold may lapse, so what it shuts out does not count as looked at.
  if (news.length > 0 && lastLookedAt !== null) return { tone: 'calm', says: 'new-held', count };
  const others = devices.some((device) => !device.isCurrent && device.sessions.length > 0);
  return others ? { tone: 'calm', says: 'count', count, lookedAt: lastLookedAt } : { tone: 'calm', says: 'only-this' };
}

/** When the newest sign-in of a device was. */
export function signedInAt(device: Device): number {
  return Math.max(device.lastSignInAt, ...activeSessions(device).map((session) => session.signedInAt));
}
