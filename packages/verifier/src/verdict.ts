import type { Credential, Unusable } from '@rollcall/core';

/** What a good token stands for: the credential without what verifying has already judged. */
export type VerifiedCredential = Omit<Credential, 'lastUsedAt' | 'heldUntil' | 'revokedAt' | 'outlived'>;

export interface Active {
  readonly active: true;
  readonly credential: VerifiedCredential;
}

/**
 * `unavailable`: the store could not be asked, so nothing is known of the token. `outside_addresses`: it is good, but not from
 * where it was used. Everything else is the store's answer.
 */
export type InactiveReason = 'malformed' | 'unknown' | 'unavailable' | 'outside_addresses' | Unusable;

export interface Inactive {
  readonly active: false;
  readonly reason: InactiveReason;
}

export type Verdict = Active | Inactive;

/** One refusal of each sort, so that refusing allocates nothing. */
export const refused: Readonly<Record<InactiveReason, Inactive>> = {
  malformed: { active: false, reason: 'malformed' },
  unknown: { active: false, reason: 'unknown' },
  unavailable: { active: false, reason: 'unavailable' },
  outside_addresses: { active: false, reason: 'outside_addresses' },
  revoked: { active: false, reason: 'revoked' },
  held: { active: false, reason: 'held' },
  expired: { active: false, reason: 'expired' },
  idle: { active: false, reason: 'idle' },
};

export function verified(credential: Credential): VerifiedCredential {
  return {
    id: credential.id,
    kind: credential.kind,
    accountId: credential.accountId,
    organizationId: credential.organizationId,
    deviceId: credential.deviceId,
    assurance: credential.assurance,
    authenticatedAt: credential.authenticatedAt,
    issuedAt: credential.issuedAt,
    idleLimitMs: credential.idleLimitMs,
    absoluteLimitMs: credential.absoluteLimitMs,
    ownEndAt: credential.ownEndAt,
  };
}
