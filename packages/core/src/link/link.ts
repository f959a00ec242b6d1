/** What a single-use link may do. Fixed strings: they are stored. */
export const linkPurposes = ['setup', 'password_reset', 'email_verification', 'handover', 'invitation'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const minute = 60_000;

/** How long each lives, in milliseconds. */
export const linkLifetimeMs: Record<LinkPurpose, number> = {
  setup: 24 * 60 * minute,
  password_reset: 15 * minute,
  email_verification: 24 * 60 * minute,
  handover: 2 * minute,
  invitation: 7 * 24 * 60 * minute,
};

/** A single-use link. Its secret is kept as a hash only, and stands in the link's fragment, which browsers send nowhere. */
export interface Link {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly secretHash: Uint8Array;
  readonly accountId: string | null;
  /** The address it was mailed to, as written: opening the link proves it. `null` where it was handed over otherwise. */
  readonly email: string | null;
  /** The session that asked for it: shutting that out ends the link too. `null` where nobody was signed in. */
  readonly byCredentialId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}
