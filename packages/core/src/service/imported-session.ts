import type { Visitor } from '../actor.ts';
import { type Lifetime, whyUnusable } from '../credential/credential.ts';
import { limitsFor, type Policy } from '../policy/policy.ts';

/** A session as an application has it that moves here. Times are milliseconds UTC. */
export interface ImportedSession {
  /** SHA-256 of the application's own token, in lower-case hex. The token itself never comes here. */
  readonly tokenHash: string;
  readonly externalId: string;
  /** For an account that is made by this; one that is known keeps its name. */
  readonly displayName: string | null;
  readonly visitor: Pick<Visitor, 'address' | 'client' | 'userAgent'>;
  readonly lifetime: Lifetime;
  readonly issuedAt: number;
  /** `null`: not since it was issued. */
  readonly lastUsedAt: number | null;
  /** Where the application's own limit comes before the policy's. */
  readonly expiresAt: number | null;
}

/** Why one is refused, while the others of its batch are not. */
export const importRefusals = [
  'time_in_future',
  'times_contradict',
  'expired',
  'idle',
  'ended_since',
  'account_disabled',
  'other_account',
  'external_id_invalid',
  'name_invalid',
] as const;
export type ImportRefusal = (typeof importRefusals)[number];

/** Clocks of two machines differ. */
const skewMs = 60_000;

/** What of its own times keeps it out: here it is held to the same limits as one that was issued here at that moment. */
export function whyNotByTime(session: ImportedSession, policy: Policy, now: number): ImportRefusal | null {
  const { issuedAt, expiresAt, lifetime } = session;
  const lastUsedAt = session.lastUsedAt ?? issuedAt;
  if (Math.max(issuedAt, lastUsedAt) > now + skewMs) return 'time_in_future';
  if (lastUsedAt < issuedAt) return 'times_contradict';
  const times = { ...limitsFor(policy, lifetime), issuedAt, lastUsedAt, ownEndAt: expiresAt };
  const why = whyUnusable({ ...times, heldUntil: null, revokedAt: null, outlived: false }, now);
  return why === 'expired' || why === 'idle' ? why : null;
}
