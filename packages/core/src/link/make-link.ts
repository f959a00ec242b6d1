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
  handover: '/enter',
  invitation: '/join',
};

interface NewLink {
  /** For what is kept beside it. */
  readonly id?: string;
  readonly purpose: LinkPurpose;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly byCredentialId?: string;
}

/** Makes a single-use link, beside those that wait already. */
export async function makeLink(
  { links }: Pick<Stores, 'links'>,
  { chance, clock, publicOrigin }: Pick<Deps, 'chance' | 'clock' | 'publicOrigin'>,
  { id, purpose, accountId, email, byCredentialId }: NewLink,
): Promise<MadeLink> {
  const now = clock.now();
  const secret = makeToken('link', accountId, chance.bytes);
  const expiresAt = now + linkLifetimeMs[purpose];
  await links.insert({
    id: id ?? chance.id(),
    purpose,
    secretHash: hashToken(secret),
    accountId,
    email,
    byCredentialId: byCredentialId ?? null,
    createdAt: now,
    expiresAt,
    usedAt: null,
  });
  return { url: `${publicOrigin}${pagePath[purpose]}#${secret}`, expiresAt };
}
