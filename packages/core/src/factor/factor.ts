/**
 * What one proves a sign-in with beside the password. Fixed strings: they are stored. A passkey whose device asked for finger,
 * face or PIN is two factors by itself; recovery codes are for when the others are not at hand.
 */
export const factorKinds = ['passkey', 'authenticator', 'recovery_codes'] as const;
export type FactorKind = (typeof factorKinds)[number];

interface AnyFactor {
  readonly id: string;
  readonly accountId: string;
  /** The owner's own name for it; `null` until named. */
  readonly name: string | null;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** An app that shows a code every half minute (RFC 6238). An account has one at most. */
export interface AuthenticatorFactor extends AnyFactor {
  readonly kind: 'authenticator';
  /** Sealed by the key ring, bound to the factor's id. */
  readonly sealedSecret: Uint8Array;
}

/** A key pair of which the device, or whatever keeps its owner's keys alike on all devices, has the private half (WebAuthn). */
export interface PasskeyFactor extends AnyFactor, PasskeyFacts {
  readonly kind: 'passkey';
}

/** What an authenticator says of a passkey when it makes one. */
export interface PasskeyFacts {
  /** Base64url. */
  readonly credentialId: string;
  /** COSE. */
  readonly publicKey: Uint8Array;
  /** Grows with each use where its device counts; 0 for ever where it does not. A smaller one is a copy's. */
  readonly signCount: number;
  readonly transports: readonly string[];
  /** Whether it may be kept alike on several devices, and whether it is by now. */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  /** Whether its device has asked who holds it: then it is two factors. */
  readonly verifiesUser: boolean;
}

/** Codes on paper, each good once. */
export interface RecoveryFactor extends AnyFactor {
  readonly kind: 'recovery_codes';
  readonly codesLeft: number;
}

export type Factor = AuthenticatorFactor | PasskeyFactor | RecoveryFactor;

/** A factor at its birth. */
export type NewFactor = Pick<AnyFactor, 'id' | 'accountId' | 'name' | 'createdAt'>;

export const mostPasskeys = 20;

/** Whether an account with these asks for a second factor: codes on paper alone are nothing that one could be asked for. */
export function asksForSecond(factors: readonly Pick<Factor, 'kind'>[]): boolean {
  return factors.some(({ kind }) => kind !== 'recovery_codes');
}

/**
 * What to offer, the right one first: what was used last, a passkey before a code where that says nothing, and recovery codes
 * last in any case.
 */
export function inOrderOfUse(factors: readonly Factor[]): FactorKind[] {
  const usable = factors.filter((factor) => factor.kind !== 'recovery_codes' || factor.codesLeft > 0);
  const ordered = usable.toSorted((one, other) => {
    if (one.kind === 'recovery_codes' || other.kind === 'recovery_codes') return rank(one) - rank(other);
    return (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0) || rank(one) - rank(other);
  });
  return [...new Set(ordered.map(({ kind }) => kind))];
}

function rank({ kind }: Pick<Factor, 'kind'>): number {
  return factorKinds.indexOf(kind);
}
