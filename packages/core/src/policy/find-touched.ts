import type { Deps } from '../deps.ts';
import { trustDaysOf } from '../device/trust.ts';
import { isInRanges, readRanges } from './address-ranges.ts';
import type { Policy } from './policy.ts';
import type { Stretch } from './store.ts';

/**
 * What a change would do to people: sessions that end (`idle`, `expired`), sessions that are refused where they are used
 * (`outside_addresses`), members whose next sign-in ends older ones, or is refused (`over_limit`), devices that are asked for the
 * second factor again (`trust_ended`), members who have to add one at their next sign-in (`factor_needed`).
 */
export type PolicyEffect = 'idle' | 'expired' | 'outside_addresses' | 'over_limit' | 'trust_ended' | 'factor_needed';

/** A policy that would take the place of another. */
export interface Change {
  readonly organizationId: string;
  readonly before: Policy;
  readonly policy: Policy;
  readonly now: number;
}

/** The accounts of what is touched: one for each session, device or member. */
export interface Found {
  readonly effect: PolicyEffect;
  readonly ids: readonly string[];
  readonly isMore: boolean;
}

/** More is told as "10,000+". */
const mostCounted = 10_000;

type FindDeps = Pick<Deps, 'policies'>;

/** What a change touches. Where people are is compared for those alone who may know it. */
export async function findTouched(
  deps: FindDeps,
  change: Change,
  places: 'compared' | 'left_out',
): Promise<readonly Found[]> {
  const found = await runningOut(deps, change);
  if (places === 'compared') found.push(await outside(deps, change));
  // One after the other: at once they would take each other's turns between the stretches that they look at.
  for (const find of [overLimit, trustEnded, factorNeeded]) found.push(await find(deps, change));
  return found.filter(({ ids }) => ids.length > 0);
}

const limits = [
  'idleLimitMinutes',
  'absoluteLimitMinutes',
  'rememberedIdleLimitMinutes',
  'rememberedAbsoluteLimitMinutes',
] as const;

async function runningOut({ policies }: FindDeps, { organizationId, before, policy, now }: Change): Promise<Found[]> {
  const isShorter = limits.some((limit) => policy[limit] < before[limit]);
  if (!isShorter && policy.keepSignedIn === before.keepSignedIn) return [];
  const sessions = await gather((from) => policies.runningOut(organizationId, policy, now, from));
  return (['idle', 'expired'] as const).map((effect) => {
    const ids = sessions.found.filter(({ why }) => why === effect).map(({ accountId }) => accountId);
    return { effect, ids, isMore: sessions.isMore };
  });
}

/** Of the newest sessions; which of them are outside only we can say. */
async function outside({ policies }: FindDeps, { organizationId, before, policy, now }: Change): Promise<Found> {
  const ranges = readRanges(policy.addressRanges.session);
  const known = readRanges(before.addressRanges.session);
  const isNew = ({ address }: { readonly address: string | null }) =>
    !isInRanges(ranges, address) && (known.length === 0 || isInRanges(known, address));
  if (ranges.length === 0) return none('outside_addresses');
  const { found, isMore } = await gather((from) => policies.lastUses(organizationId, now, from));
  return { effect: 'outside_addresses', ids: found.filter(isNew).map(({ accountId }) => accountId), isMore };
}

async function overLimit({ policies }: FindDeps, { organizationId, before, policy, now }: Change): Promise<Found> {
  const { sessionLimit } = policy;
  const isTighter = sessionLimit !== null && (before.sessionLimit === null || sessionLimit < before.sessionLimit);
  if (!isTighter) return none('over_limit');
  const { found, isMore } = await gather((from) => policies.holdersOfMore(organizationId, sessionLimit, now, from));
  return { effect: 'over_limit', ids: found, isMore };
}

const dayMs = 86_400_000;

async function trustEnded({ policies }: FindDeps, { organizationId, before, policy, now }: Change): Promise<Found> {
  const [was, will] = [trustDaysOf(before), trustDaysOf(policy)];
  if (was === null || (will !== null && will >= was)) return none('trust_ended');
  const until = will === null ? Number.MAX_SAFE_INTEGER : now - will * dayMs;
  const ids = await policies.trusting(organizationId, { after: now - was * dayMs, until }, mostCounted + 1);
  return { effect: 'trust_ended', ids: ids.slice(0, mostCounted), isMore: ids.length > mostCounted };
}

async function factorNeeded({ policies }: FindDeps, { organizationId, before, policy }: Change): Promise<Found> {
  if (before.secondFactor !== 'off' || policy.secondFactor === 'off') return none('factor_needed');
  const { found, isMore } = await gather((from) => policies.withoutFactor(organizationId, from));
  return { effect: 'factor_needed', ids: found, isMore };
}

function none(effect: PolicyEffect): Found {
  return { effect, ids: [], isMore: false };
}

/** Looks at one stretch after the other, until there are more than anybody counts. */
async function gather<One>(
  look: (from: string | null) => Promise<Stretch<One>>,
): Promise<{ readonly found: readonly One[]; readonly isMore: boolean }> {
  const all: One[] = [];
  let from: string | null = null;
  do {
    const { found, next }: Stretch<One> = await look(from);
    all.push(...found);
    from = next;
  } while (from !== null && all.length <= mostCounted);
  return { found: all.slice(0, mostCounted), isMore: all.length > mostCounted };
}
