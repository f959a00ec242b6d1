import type { Stores } from '../deps.ts';

/** Uses up the link of an invitation that nobody accepted. False where it was used meanwhile. */
export async function takeBack(
  { invitations, links }: Pick<Stores, 'invitations' | 'links'>,
  id: string,
  at: number,
): Promise<boolean> {
  if (!(await links.use(id, at))) return false;
  await invitations.withdraw(id, at);
  return true;
}
