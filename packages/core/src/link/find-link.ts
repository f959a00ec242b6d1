import { hashToken, isTokenOf } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Link, LinkPurpose } from './link.ts';

/**
 * The link of that purpose behind a secret, still usable. Refuses `link_unknown`, `link_used` and `link_expired`; the last two
 * say when.
 */
export async function findUsableLink(
  deps: Pick<Deps, 'clock' | 'links' | 'throttle'>,
  secret: string,
  purpose: LinkPurpose,
  address: string | null,
): Promise<Link> {
  const link = await findLink(deps, secret, address);
  if (link.purpose !== purpose) throw new Refusal('link_unknown');
  if (link.usedAt !== null) throw new Refusal('link_used', { at: link.usedAt });
  if (deps.clock.now() >= link.expiresAt) throw new Refusal('link_expired', { at: link.expiresAt });
  return link;
}

/** The link behind a secret, whatever has become of it. Refuses `link_unknown`. */
export async function findLink(
  { links, throttle }: Pick<Deps, 'links' | 'throttle'>,
  secret: string,
  address: string | null,
): Promise<Link> {
  const keys = address === null ? [] : [{ rule: 'link' as const, key: address }];
  await throttle.attempt(keys);
  const link = isTokenOf('link', secret) ? await links.findByHash(hashToken(secret)) : null;
  if (link === null) throw new Refusal('link_unknown');
  await throttle.succeeded(keys);
  return link;
}

/** Uses the link up, inside the transaction of what it does. Refuses `link_used` for all but one of those who try at once. */
export async function useLink({ links }: Pick<Stores, 'links'>, link: Link, at: number): Promise<void> {
  if (!(await links.use(link.id, at))) throw new Refusal('link_used', { at });
}
