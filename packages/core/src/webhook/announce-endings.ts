import type { Ending, EndReason } from '../credential/credential.ts';
import type { EndedSession } from '../credential/store.ts';
import type { Deps, Stores } from '../deps.ts';
import type { WebhookMessage } from './message.ts';

/**
 * Who ended a session, as a service reads it: its person or who acts for them, itself, somebody who administers the organization, whoever
 * runs Rollcall, or time.
 */
type EndedByWhom = 'person' | 'service' | 'administrator' | 'operator' | 'system';

const bySystem: readonly EndReason[] = ['idle', 'expired'];

/**
 * Tells services of their sessions that have ended: one message for each session and webhook into the outbox. Call it inside the
 * transaction that ended them, once for each, so that a message is there if and only if the ending is.
 */
export async function announceEndings(
  { outbox, webhooks }: Pick<Stores, 'outbox' | 'webhooks'>,
  { post }: Pick<Deps, 'post'>,
  ended: readonly EndedSession[],
): Promise<void> {
  if (ended.length === 0) return;
  const endings = new Map(ended.map(({ id, ending }) => [id, ending]));
  for (const told of await webhooks.toTell([...endings.keys()])) {
    const ending = endings.get(told.sessionId);
    if (ending === undefined) continue;
    const { sessionId, accountId, externalId, serviceId, webhookId } = told;
    const message: WebhookMessage = {
      type: 'session.ended',
      timestamp: new Date(ending.at).toISOString(),
      data: {
        sessionId,
        externalId,
        accountId,
        reason: ending.reason,
        endedAt: ending.at,
        endedBy: whoEnded(ending, accountId, serviceId),
      },
    };
    await post(outbox, 'webhook', message, webhookId);
  }
}

function whoEnded({ reason, by }: Ending, accountId: string, serviceId: string): EndedByWhom {
  if (bySystem.includes(reason)) return 'system';
  if (by.accountId === accountId || reason === 'revoked_on_behalf') return 'person';
  if (by.accountId === null) return 'operator';
  return by.accountId === serviceId ? 'service' : 'administrator';
}
