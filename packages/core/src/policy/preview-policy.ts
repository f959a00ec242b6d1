import type { Owner } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import { maySeePlaces } from '../organization/may-see-places.ts';
import { notePlacesViewed } from '../organization/note-places-viewed.ts';
import { mayBeUsedFrom } from './address-ranges.ts';
import { changed, type PolicyChange } from './change-policy.ts';
import { type Found, findTouched, type PolicyEffect } from './find-touched.ts';
import { limitsFor, type Policy } from './policy.ts';
import { checkPolicy } from './settings.ts';

export interface Touched {
  readonly effect: PolicyEffect;
  /** Sessions; of `trust_ended` devices, of `over_limit` and `factor_needed` members. */
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

const mostExamples = 3;

type PreviewDeps = Pick<
  Deps,
  'accounts' | 'chance' | 'clock' | 'credentials' | 'log' | 'organizations' | 'policies' | 'transaction'
>;

/**
 * What a change would do, before it is made; `null` asks for nobody in particular. Trying ranges tells where somebody is: so whoever
 * is named for being outside reads in their own history that their places were looked at, and to those who may not see places nothing
 * is told of it. Refuses `policy_invalid`.
 */
export async function previewPolicy(
  deps: PreviewDeps,
  asker: Owner | null,
  organizationId: string,
  change: PolicyChange,
): Promise<PolicyPreview> {
  const now = deps.clock.now();
  const [version, before] = await Promise.all([
    deps.policies.version(organizationId),
    deps.organizations.policy(organizationId),
  ]);
  const policy = checkPolicy(changed(before, change));
  const places = asker === null || (await maySeePlaces(deps, asker)) ? 'compared' : 'left_out';
  const found = await findTouched(deps, { organizationId, before, policy, now }, places);
  const session = asker === null ? null : await deps.credentials.find(asker.credentialId);
  return {
    version,
    policy,
    touched: await Promise.all(found.map((one) => told(deps, asker, one))),
    endsThisSession: session !== null && wouldEnd(session, policy, now),
    shutsMeOut: asker !== null && !mayBeUsedFrom(policy.addressRanges.session, asker.address),
  };
}

async function told(deps: PreviewDeps, asker: Owner | null, { effect, ids, isMore }: Found): Promise<Touched> {
  const members = [...new Set(ids)];
  const named = members.slice(0, mostExamples);
  if (effect === 'outside_addresses' && asker !== null) await notePlacesViewed(deps, asker, new Set(named));
  const known = await Promise.all(named.map((id) => deps.accounts.find(id)));
  const examples = known.filter((account) => account !== null).map(({ displayName }) => displayName);
  return { effect, count: ids.length, members: members.length, isMore, examples };
}

function wouldEnd(session: SessionRecord, policy: Policy, now: number): boolean {
  const state = { ...session, ...limitsFor(policy, session.lifetime), revokedAt: null, outlived: false };
  return whyUnusable(state, now) !== null;
}
