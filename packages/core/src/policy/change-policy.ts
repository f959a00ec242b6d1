import type { Operator, Owner } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { requireReach } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Receipt } from '../verifying/store.ts';
import { type AddressRanges, mayBeUsedFrom } from './address-ranges.ts';
import { differences } from './differences.ts';
import type { Policy } from './policy.ts';
import { checkPolicy } from './settings.ts';

/** Settings that change; what is left out stays. So do the ranges of a kind that is left out. */
export interface PolicyChange extends Partial<Omit<Policy, 'addressRanges'>> {
  readonly addressRanges?: Partial<AddressRanges>;
}

export function changed(policy: Policy, { addressRanges, ...settings }: PolicyChange): Policy {
  return { ...policy, ...settings, addressRanges: { ...policy.addressRanges, ...addressRanges } };
}

/** What whoever changes a policy has seen and accepted. */
export interface Accepted {
  /** The version that they looked at; `null` changes whatever stands by now. */
  readonly version: number | null;
  /** That afterwards they do not get in from where they are. */
  readonly shutsMeOut: boolean;
}

export interface ChangedPolicy {
  readonly policy: Policy;
  readonly version: number;
  readonly receipt: Receipt;
}

type ChangeDeps = Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'transaction'>;

/**
 * Changes what an organization sets. The epoch rises, so that a tighter setting binds in every verifier's memory before this
 * answers; a looser one too, for memory also refuses by it. Refuses `policy_invalid`, `policy_changed` where somebody else was
 * faster, `own_address_outside` where that was not accepted, and an administrator `reauthentication_required` and
 * `beyond_own_rights`.
 */
export async function changePolicy(
  deps: ChangeDeps,
  actor: Operator | Owner,
  organizationId: string,
  change: PolicyChange,
  accepted: Accepted = { version: null, shutsMeOut: false },
): Promise<ChangedPolicy> {
  requireFreshProof(actor, deps.clock.now());
  const { epoch, ...done } = await deps.transaction(async (stores) => {
    await lockProved(stores, deps, actor);
    await stores.organizations.lock(organizationId);
    await requireReach(stores, { ...actor, organizationId }, 'pf.policies.change', []);
    const version = await stores.policies.version(organizationId);
    if ((accepted.version ?? version) !== version) throw new Refusal('policy_changed');
    const before = await stores.organizations.policy(organizationId);
    const policy = checkPolicy(changed(before, change));
    if (!accepted.shutsMeOut) keepFromShuttingOut(actor, policy);
    const epoch = await write(stores, deps, actor, organizationId, before, policy);
    return { policy, version: version + 1, epoch };
  });
  return { ...done, receipt: await deps.confirmation.confirmed(epoch) };
}

function keepFromShuttingOut(actor: Operator | Owner, { addressRanges }: Policy): void {
  if (actor.kind === 'account' && !mayBeUsedFrom(addressRanges.session, actor.address)) {
    throw new Refusal('own_address_outside', { field: 'addressRanges' });
  }
}

async function write(
  stores: Stores,
  deps: ChangeDeps,
  by: Operator | Owner,
  organizationId: string,
  before: Policy,
  policy: Policy,
): Promise<number> {
  await stores.organizations.setPolicy(organizationId, policy);
  // What a policy ends stays ended when it is loosened again.
  if (trustsLess(before, policy)) await stores.trusts.forget(deps.clock.now(), Number.MAX_SAFE_INTEGER);
  const details = differences(before, policy);
  await note(stores, deps, { event: 'policy.changed', accountId: null, organizationId, by, details });
  return stores.authority.raise([{ kind: 'organization', id: organizationId }]);
}

function trustsLess(before: Policy, { secondFactor, trustDays }: Policy): boolean {
  return trustDays < before.trustDays || (secondFactor === 'always' && before.secondFactor !== 'always');
}
