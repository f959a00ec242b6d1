import { hash } from 'node:crypto';
import type { FoundCredential } from '@rollcall/core';
import { ann, home } from './ids.ts';

export const noon = Date.UTC(2026, 0, 15, 12);

/** What memory finds by: the hash of a token. */
export function keyOf(token: string): string {
  return hash('sha256', token, 'binary');
}

export function credentialOf(id: string, given: Partial<FoundCredential> = {}): FoundCredential {
  return {
    id,
    kind: 'session',
    accountId: ann,
    organizationId: home,
    deviceId: null,
    assurance: 1,
    authenticatedAt: noon,
    issuedAt: noon,
    lastUsedAt: noon,
    heldUntil: null,
    revokedAt: null,
    ownEndAt: null,
    outlived: false,
    idleLimitMs: null,
    absoluteLimitMs: null,
    addressRanges: [],
    ...given,
  };
}
