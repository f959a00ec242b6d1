import type { CredentialKind } from './kinds.ts';

/** Which pair of limits of the organization's policy applies: ticked *keep me signed in* or not. */
export const lifetimes = ['standard', 'remembered'] as const;
export type Lifetime = (typeof lifetimes)[number];

/** NIST SP 800-63B-4 authentication assurance level reached when the credential was born or last proved. */
export type Assurance = 1 | 2 | 3;

/** Why a credential ended. Fixed strings: they are stored, and each has its sentence in the interface. */
export const endReasons = [
  'signed_out',
  'revoked_by_owner',
  'revoked_by_operator',
  'revoked_by_administrator',
  'revoked_on_behalf',
  'device_removed',
  'device_lost',
  'password_changed',
  'password_reset',
  'account_disabled',
  'revoked_by_service',
  'service_removed',
  'member_removed',
  'organization_left',
  'locked_out',
  'superseded',
  'switched',
  'session_limit',
  'idle',
  'expired',
] as const;
export type EndReason = (typeof endReasons)[number];

/** Whether somebody shut it out; otherwise its holder left, or it ran out of time. */
export const shutsOut: Readonly<Record<EndReason, boolean>> = {
  signed_out: false,
  revoked_by_owner: true,
  revoked_by_operator: true,
  revoked_by_administrator: true,
  revoked_on_behalf: true,
  device_removed: true,
  device_lost: true,
  password_changed: true,
  password_reset: true,
  account_disabled: true,
  revoked_by_service: true,
  service_removed: true,
  member_removed: true,
  organization_left: false,
  locked_out: true,
  superseded: false,
  switched: false,
  session_limit: false,
  idle: false,
  expired: false,
};

/** Who ended it. `null` everywhere means the system itself did (expiry). */
export interface EndedBy {
  readonly accountId: string | null;
  readonly deviceId: string | null;
}

export interface Ending {
  readonly reason: EndReason;
  /**
   * Of when everything was locked that the ending waits for: what was born, used or proved while it waited came before, and proofs and
   * invitations are compared with it. Where nothing is compared (a line of the log, a mail, a link that is used up, an end to come),
   * the moment of the request will do.
   */
  readonly at: number;
  readonly by: EndedBy;
}

/** The limits of the policy that bind one credential, in milliseconds. `null` is no limit. */
export interface Limits {
  readonly idleLimitMs: number | null;
  readonly absoluteLimitMs: number | null;
}

/**
 * All that "is this credential good" depends on, read in one snapshot. Times are milliseconds UTC.
 * It never holds the token, nor its hash.
 */
export interface UsableState extends Limits {
  readonly issuedAt: number;
  readonly lastUsedAt: number;
  readonly heldUntil: number | null;
  readonly revokedAt: number | null;
  /** An end of its own beside the policy's; `null` where only the policy limits it. */
  readonly ownEndAt: number | null;
  /** The generation of its account (or organization) moved on after its birth: it ended with all the others. */
  readonly outlived: boolean;
}

export type Unusable = 'revoked' | 'held' | 'expired' | 'idle';

/** The one rule of what makes a credential unusable; `null` means that it is good. Ended wins over held, held over time. */
export function whyUnusable(state: UsableState, now: number): Unusable | null {
  if (state.revokedAt !== null || state.outlived) return 'revoked';
  if (state.heldUntil !== null && now < state.heldUntil) return 'held';
  if (now >= expiresAt(state)) return 'expired';
  if (now >= idlesAt(state)) return 'idle';
  return null;
}

/** When the absolute limit or its own end comes, whichever is first, in milliseconds UTC; `Infinity` without either. */
export function expiresAt(state: Pick<UsableState, 'issuedAt' | 'absoluteLimitMs' | 'ownEndAt'>): number {
  return Math.min(
    state.absoluteLimitMs === null ? Number.POSITIVE_INFINITY : state.issuedAt + state.absoluteLimitMs,
    state.ownEndAt ?? Number.POSITIVE_INFINITY,
  );
}

/** When it ends unless it is used before, in milliseconds UTC; `Infinity` without a limit. */
export function idlesAt(state: Pick<UsableState, 'lastUsedAt' | 'idleLimitMs'>): number {
  return state.idleLimitMs === null ? Number.POSITIVE_INFINITY : state.lastUsedAt + state.idleLimitMs;
}

/** A credential as verifying sees it. */
export interface Credential extends UsableState {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly accountId: string;
  readonly organizationId: string;
  readonly deviceId: string | null;
  readonly assurance: Assurance;
  /** When its holder last proved who they are; the sudo window counts from here. */
  readonly authenticatedAt: number;
}

/** Few enough to be ended row by row: one, a device's, or what a member holds in one organization. */
export type WhichRows =
  | { readonly id: string }
  | { readonly deviceId: string }
  | { readonly member: { readonly accountId: string; readonly organizationId: string } };

/** Which credentials an act is about. There is no way to write "all of them" by leaving something out. */
export type Which =
  | WhichRows
  | { readonly accountId: string; readonly kinds: readonly CredentialKind[]; readonly except?: readonly string[] }
  | { readonly organizationId: string; readonly kinds: readonly CredentialKind[]; readonly except?: readonly string[] };
