import type { Owner } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import { isInRanges, mayBeUsedFrom, readRanges } from './address-ranges.ts';
import { changed, type PolicyChange } from './change-policy.ts';
import { limitsFor, type Policy } from './policy.ts';
import { checkPolicy } from './settings.ts';

/**
 * What a change would do to people: sessions that end (`idle`, `expired`), sessions that are refused where they are used
 * (`outside_addresses`), members whose next sign-in ends older ones, or is refused (`over_limit`).
 */
export const policyEffects = ['idle', 'expired', 'outside_addresses', 'over_limit'] as const;

export interface Touched {
  readonly effect: (typeof policyEffects)[number];
  /** Sessions; of `over_limit` members. */
  readonly count: number;
  readonly members: number;
  /** There may be more: nobody counts further. */
  readonly isMore: boolean;
  /** Some of the members, by name. */
  readonly examples: readonly string[];
}

export interface PolicyPreview {
  readonly version: number;
  /** As it would be. */
  readonly policy: Policy;
  /** Those that touch somebody. */
  readonly touched: readonly Touched[];
  /** The session that asks would end. */
  readonly endsThisSession: boolean;
  /** It would be refused from where it asks. */
  readonly shutsMeOut: boolean;
}

/** More is told as "10,000+". */
const mostCounted = 10_000;
const mostExamples = 3;

type PreviewDeps = Pick<Deps, 'accounts' | 'clock' | 'credentials' | 'organizations' | 'policies'>;

/** What a change would do, before it is made; `null` asks for nobody in particular. Refuses `policy_invalid`. */
export async function previewPolicy(
  deps: PreviewDeps,
  asker: Pick<Owner, 'address' | 'credentialId'> | null,
  organizationId: string,
  change: PolicyChange,
): Promise<PolicyPreview> {
  const now = deps.clock.now();
  const [version, before] = await Promise.all([
    deps.policies.version(organizationId),
    deps.organizations.policy(organizationId),
  ]);
  const policy = checkPolicy(changed(before, change));
  const found = await Promise.all([
    ...(await runningOut(deps, organizationId, policy, now)),
    outside(deps, organizationId, before, policy, now),
    overLimit(deps, organizationId, before, policy, now),
  ]);
  const touched = await Promise.all(found.filter(({ ids }) => ids.length > 0).map((one) => told(deps, one)));
  const session = asker === null ? null : await deps.credentials.find(asker.credentialId);
  return {
    version,
    policy,
    touched,
    endsThisSession: session !== null && wouldEnd(session, policy, now),
    shutsMeOut: asker !== null && !mayBeUsedFrom(policy.addressRanges.session, asker.address),
  };
}

/** The accounts of what is touched, one for each session. */
interface Found {
  readonly effect: Touched['effect'];
  readonly ids: readonly string[];
  readonly isMore: boolean;
}

async function runningOut(
  { policies }: Pick<Deps, 'policies'>,
  organizationId: string,
  policy: Policy,
  now: number,
): Promise<Found[]> {
  const sessions = await policies.runningOut(organizationId, policy, now, mostCounted + 1);
  const isMore = sessions.length > mostCounted;
  return (['idle', 'expired'] as const).map((effect) => {
    const ids = sessions.slice(0, mostCounted).filter(({ why }) => why === effect);
    return { effect, ids: ids.map(({ accountId }) => accountId), isMore };
  });
}

/** Of the newest sessions; which of them are outside only we can say. */
async function outside(
  { policies }: Pick<Deps, 'policies'>,
  organizationId: string,
  before: Policy,
  policy: Policy,
  now: number,
): Promise<Found> {
  const ranges = readRanges(policy.addressRanges.session);
  const known = readRanges(before.addressRanges.session);
  const isNew = ({ address }: { readonly address: string | null }) =>
    !isInRanges(ranges, address) && (known.length === 0 || isInRanges(known, address));
  const uses = ranges.length === 0 ? [] : await policies.lastUses(organizationId, now, mostCounted + 1);
  const ids = uses.slice(0, mostCounted).filter(isNew);
  return { effect: 'outside_addresses', ids: ids.map((use) => use.accountId), isMore: uses.length > mostCounted };
}

async function overLimit(
  { policies }: Pick<Deps, 'policies'>,
  organizationId: string,
  { sessionLimit: before }: Policy,
  { sessionLimit }: Policy,
  now: number,
): Promise<Found> {
  const isTighter = sessionLimit !== null && (before === null || sessionLimit < before);
  const ids = isTighter ? await policies.holdersOfMore(organizationId, sessionLimit, now, mostCounted + 1) : [];
  return { effect: 'over_limit', ids: ids.slice(0, mostCounted), isMore: ids.length > mostCounted };
}

async function told({ accounts }: Pick<Deps, 'accounts'>, { effect, ids, isMore }: Found): Promise<Touched> {
  const members = [...new Set(ids)];
  const known = await Promise.all(members.slice(0, mostExamples).map((id) => accounts.find(id)));
  const examples = known.filter((account) => account !== null).map(({ displayName }) => displayName);
  return { effect, count: ids.length, members: members.length, isMore, examples };
}

function wouldEnd(session: SessionRecord, policy: Policy, now: number): boolean {
  const state = { ...session, ...limitsFor(policy, session.lifetime), revokedAt: null, outlived: false };
  return whyUnusable(state, now) !== null;
}
