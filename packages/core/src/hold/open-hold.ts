import type { Owner } from '../actor.ts';
import type { Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Hold } from './hold.ts';

/** The hold, if this session pressed it and it is still open. Another's hold and an unknown id are both not found. */
export async function openHoldOf(
  { holds }: Pick<Stores, 'holds'>,
  owner: Owner,
  holdId: string,
  now: number,
): Promise<Hold> {
  const hold = await holds.find(holdId);
  if (hold === null || hold.byCredentialId !== owner.credentialId) throw new Refusal('not_found');
  if (hold.outcome !== null || now >= hold.lapsesAt) throw new Refusal('hold_not_open');
  return hold;
}
