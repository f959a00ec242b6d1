import type { Owner } from '../actor.ts';
import { endOrganization } from '../credential/end-organization.ts';
import { kindsOfPeople } from '../credential/kinds.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Receipt } from '../verifying/store.ts';
import { type CountedUp, countLive } from './count-live.ts';
import { endedBy, requireReach } from './keeper.ts';
import type { Termination } from './termination.ts';

export interface TerminateAll {
  /** As typed: it must be the organization's. */
  readonly organizationName: string;
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
 * An administrator signs everybody in the organization out, by one raised generation: what is born at that instant ends too, and
 * the transaction is small however many there are. Members are told in the background. The permission for it is for all, whatever
 * their roles. Refuses `reauthentication_required` and `organization_name_wrong`.
 */
export async function terminateAll(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'credentials' | 'post' | 'transaction'>,
  actor: Owner,
  { organizationName, spares }: TerminateAll,
): Promise<TerminatedAll> {
  const { organizationId, credentialId } = actor;
  requireFreshProof(actor, deps.clock.now());
  const ended = await countLive(deps, organizationId, spares === 'own_session' ? 1 : 0);
  const which = { organizationId, kinds: kindsOfPeople, except: spares === 'own_session' ? [credentialId] : [] };
  const epoch = await deps.transaction(async (stores) => {
    // In this order, and none waits for the answer to another: what a transaction costs is how often it waits.
    const [, organization] = await Promise.all([
      lockProved(stores, deps, actor),
      stores.organizations.lock(organizationId),
      requireReach(stores, actor, 'pf.sessions.terminate_org', []),
    ]);
    if (organization?.name !== organizationName.normalize('NFC').trim()) {
      throw new Refusal('organization_name_wrong', { field: 'organizationName' });
    }
    const at = deps.clock.now();
    const termination = beginning(deps.chance.id(), actor, at);
    const details = { spared: spares === 'own_session' };
    const payload: TerminationPayload = { terminationId: termination.id };
    const [epoch] = await Promise.all([
      endOrganization(stores, which, { reason: 'revoked_by_administrator', at, by: endedBy(actor) }),
      note(stores, deps, { event: 'session.terminated_all', accountId: null, by: actor, details }),
      stores.terminations.insert(termination),
      deps.post(stores.outbox, 'termination', payload, organizationId),
    ]);
    return epoch;
  });
  return { ended, receipt: await deps.confirmation.confirmed(epoch) };
}

function beginning(id: string, { accountId, organizationId }: Owner, at: number): Termination {
  return {
    id,
    organizationId,
    at,
    byAccountId: accountId,
    members: null,
    passed: 0,
    told: 0,
    passedUpTo: null,
    finishedAt: null,
  };
}
