import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';

/** Notes that the owner has looked at the inventory: what comes later is new. Not an event for the log. */
export async function noteLook({ accounts, clock }: Pick<Deps, 'accounts' | 'clock'>, owner: Owner): Promise<void> {
  await accounts.noteLook(owner.accountId, clock.now());
}
