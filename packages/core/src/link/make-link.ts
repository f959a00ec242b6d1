import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { type LinkPurpose, linkLifetimeMs } from './link.ts';

export interface MadeLink {
  /** With the secret in its fragment, which browsers send nowhere. Readable here and never again. */
  readonly url: string;
  readonly expiresAt: number;
}

const pagePath: Record<LinkPurpose, string> = {
  setup: '/set-up',
  password_reset: '/reset',
  email_verification: '/verify-email',
};

/** Makes a single-use link. For `setup` and `password_reset` the newest is the only one. */
export async function makeLink(
  { links }: Pick<Stores, 'links'>,
  { chance, clock, publicOrigin }: Pick<Deps, 'chance' | 'clock' | 'publicOrigin'>,
  { purpose, accountId, email }: { purpose: LinkPurpose; accountId: string | null; email: string | null },
): Promise<MadeLink> {
  const now = clock.now();
  const secret = makeToken('link', accountId, chance.bytes);
  if (purpose !== 'email_verification') await links.retire(purpose, accountId, now);
  const expiresAt = now + linkLifetimeMs[purpose];
  await links.insert({
    id: chance.id(),
    purpose,
    secretHash: hashToken(secret),
    accountId,
    email,
    createdAt: now,
    expiresAt,
    usedAt: null,
  });
  return { url: `${publicOrigin}${pagePath[purpose]}#${secret}`, expiresAt };
}
