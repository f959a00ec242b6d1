import type { Keeper } from '../actor.ts';
import type { Ending } from '../credential/credential.ts';
import { endOrganization } from '../credential/end-organization.ts';
import { kindsOfPeople } from '../credential/kinds.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Receipt } from '../verifying/store.ts';
import { type CountedUp, countLive } from './count-live.ts';
import { endedBy, requireReach } from './keeper.ts';
import { reasonOf, type Termination } from './termination.ts';

export interface TerminateAll {
  /** As typed: it must be the organization's. `null` where it was named to begin with. */
  readonly organizationName: string | null;
  readonly spares: 'nobody' | 'own_session';
}

export interface TerminatedAll {
  /** As of just before. */
  readonly ended: CountedUp;
  readonly receipt: Receipt;
}

/** The payload of an outbox message of kind `termination`. */
export interface TerminationPayload {
  readonly terminationId: string;
}

/**
 * Signs everybody in the organization out, by one raised generation: what is born at that instant ends too, and the transaction is
 * small however many there are. Members are told in the background. The permission for it is for all, whatever their roles. Refuses
 * `reauthentication_required` and `organization_name_wrong`.
 */
export async function terminateAll(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'credentials' | 'post' | 'transaction'>,
  keeper: Keeper,
  { organizationName, spares }: TerminateAll,
): Promise<TerminatedAll> {
  const { organizationId } = keeper;
  requireFreshProof(keeper, deps.clock.now());
  const except = spares === 'own_session' && keeper.kind === 'account' ? [keeper.credentialId] : [];
  const ended = await countLive(deps, organizationId, except.length);
  const by = endedBy(keeper);
  const epoch = await deps.transaction(async (stores) => {
    // In this order, and none waits for the answer to another: what a transaction costs is how often it waits.
    const [, organization] = await Promise.all([
      lockProved(stores, deps, keeper),
      stores.organizations.lock(organizationId),
      requireReach(stores, keeper, 'pf.sessions.terminate_org', []),
    ]);
    if (organizationName !== null && organization?.name !== organizationName.normalize('NFC').trim()) {
      throw new Refusal('organization_name_wrong', { field: 'organizationName' });
    }
    const at = deps.clock.now();
    const termination = beginning(deps.chance.id(), organizationId, by.accountId, at);
    const details = { spared: except.length > 0 };
    const event = 'session.terminated_all';
    const ending: Ending = { reason: reasonOf(termination), at, by };
    const payload: TerminationPayload = { terminationId: termination.id };
    const [epoch] = await Promise.all([
      endOrganization(stores, { organizationId, kinds: kindsOfPeople, except }, ending),
      note(stores, deps, { event, accountId: null, organizationId, by: keeper, details }),
      stores.terminations.insert(termination),
      deps.post(stores.outbox, 'termination', payload, organizationId),
    ]);
    return epoch;
  });
  return { ended, receipt: await deps.confirmation.confirmed(epoch) };
}

function beginning(id: string, organizationId: string, byAccountId: string | null, at: number): Termination {
  return {
    id,
    organizationId,
    at,
    byAccountId,
    members: null,
    passed: 0,
    told: 0,
    passedUpTo: null,
    finishedAt: null,
  };
}
