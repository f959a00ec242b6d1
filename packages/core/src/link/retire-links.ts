import type { Stores } from '../deps.ts';

/** Ends every link of the account that waits to be opened: what one asked for before must not undo what was secured since. */
export async function retireLinks({ links }: Pick<Stores, 'links'>, accountId: string, at: number): Promise<void> {
  await links.retire('password_reset', accountId, at);
  await links.retire('email_verification', accountId, at);
  await links.retire('handover', accountId, at);
}
