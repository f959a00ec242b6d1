import type { Visitor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { mayBeUsedFrom } from '../policy/address-ranges.ts';
import type { Policy } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import type { Lifetime } from './credential.ts';
import type { Leaving } from './end-several.ts';

/** Who wants a session, and where. */
export interface Application {
  readonly accountId: string;
  readonly organizationId: string;
  /** What was asked for; the policy may grant less. */
  readonly lifetime: Lifetime;
  /** What the new one takes the place of, so that it does not count. */
  readonly replaces: readonly Leaving[];
  /** The session that the new one continues and ends with: then it is not one more. */
  readonly continues?: string | null;
}

/** The policy lets a session be born: nothing else makes one of these, and no session is born without. */
export interface Admission {
  readonly lifetime: Lifetime;
  /** What has to end in the same transaction: what is replaced, and what is too many. */
  readonly leaving: readonly Leaving[];
}

/**
 * Asks the policy, in the transaction that locked the account: so parallel births see each other. Refuses `address_refused`,
 * and `session_limit` where nothing makes room.
 */
export async function admit(
  { credentials, organizations }: Pick<Stores, 'credentials' | 'organizations'>,
  { clock }: Pick<Deps, 'clock'>,
  { address }: Pick<Visitor, 'address'>,
  application: Application,
): Promise<Admission> {
  const { accountId, organizationId, replaces } = application;
  const policy = await organizations.policy(organizationId);
  if (!mayBeUsedFrom(policy.addressRanges.session, address)) throw new Refusal('address_refused');
  const lifetime = policy.keepSignedIn === 'refused' ? 'standard' : application.lifetime;
  if (policy.sessionLimit === null || (application.continues ?? null) !== null) return { lifetime, leaving: replaces };
  const live = await credentials.liveInOrganization(accountId, organizationId, clock.now());
  const others = live.filter((id) => !replaces.some((one) => one.id === id));
  return {
    lifetime,
    leaving: [...replaces, ...makeRoom(policy, policy.sessionLimit, others, application, clock.now())],
  };
}

/**
 * For one that was born elsewhere and moves here. The policy binds it as it binds all that is here already: by its durations and
 * addresses, and by the limit at the next sign-in.
 */
export function admitMoved(lifetime: Lifetime): Admission {
  return { lifetime, leaving: [] };
}

/** Which of the sessions, longest unused first, end so that one more may be born. */
function makeRoom(
  { atSessionLimit }: Policy,
  limit: number,
  others: readonly string[],
  { accountId }: Application,
  at: number,
): Leaving[] {
  const tooMany = others.length + 1 - limit;
  if (tooMany <= 0) return [];
  if (atSessionLimit === 'refuse') throw new Refusal('session_limit', { limit });
  const ending = { reason: 'session_limit', at, by: { accountId, deviceId: null } } as const;
  return others.slice(0, tooMany).map((id) => ({ id, ending }));
}
