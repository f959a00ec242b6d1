import type { Operator } from '../actor.ts';
import type { Ending } from '../credential/credential.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Subject } from '../verifying/store.ts';
import { lockService } from './find-service.ts';

/**
 * Removes a service for good: its credentials end, and with them every session that it issued. The accounts that it brought
 * keep their history; nobody can get into them any more. Refuses `not_found`.
 */
export async function removeService(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'transaction'>,
  operator: Operator,
  name: string,
): Promise<Outcome> {
  const { count, epoch } = await deps.transaction(async (stores) => {
    const { id, organizationId } = await lockService(stores, name);
    const at = deps.clock.now();
    const ending: Ending = { reason: 'service_removed', at, by: { accountId: null, deviceId: null } };
    await stores.services.remove(id, at);
    for (const webhook of await stores.webhooks.list(id)) {
      await stores.webhooks.remove(webhook.id);
      await stores.outbox.clear({ kind: 'webhook', target: webhook.id });
    }
    const own = await stores.credentials.endAll({ accountId: id, kinds: ['service_credential'] }, ending);
    const issued = await stores.services.endSessionsOf(id, ending);
    const details = { credentials: own.count, sessions: issued.count };
    await note(stores, deps, { event: 'service.removed', accountId: id, organizationId, by: operator, details });
    const subjects = [id, ...issued.accountIds].map((accountId): Subject => ({ kind: 'account', id: accountId }));
    return { count: own.count + issued.count, epoch: await stores.authority.raise(subjects) };
  });
  return { outcome: 'ended', count, hold: null, receipt: await deps.confirmation.confirmed(epoch) };
}
