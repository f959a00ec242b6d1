import type { Operator, Owner, ServiceActor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import type { LogEntry, LogEvent } from './log.ts';

/** Who did it, as far as it is known. */
type By =
  | Pick<Owner, 'kind' | 'accountId' | 'organizationId' | 'deviceId' | 'address'>
  | Operator
  | (Pick<ServiceActor, 'kind' | 'serviceId' | 'organizationId'> & {
      /** Of the person it acts for, where it told that; never its own. */
      readonly address?: string | null;
    })
  | { readonly kind: 'anonymous'; readonly address: string | null }
  | { readonly kind: 'system' };

/** What a verb says of what happened; the rest of the line is filled in. */
export interface Noted {
  readonly event: LogEvent;
  readonly accountId: string | null;
  readonly by: By;
  /** In whose log; `null`: in the server's own. Left out, in that of the organization where whoever did it stands. */
  readonly organizationId?: string | null;
  readonly credentialId?: string | null;
  readonly deviceId?: string | null;
  readonly details?: LogEntry['details'];
}

/** Writes a line of the log, in the transaction of what it tells about. */
export async function note(
  { log }: Pick<Stores, 'log'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  noted: Noted,
): Promise<void> {
  const { by } = noted;
  await log.append({
    id: chance.id(),
    at: clock.now(),
    event: noted.event,
    accountId: noted.accountId,
    organizationId: noted.organizationId === undefined ? standing(by) : noted.organizationId,
    actorKind: by.kind,
    actorAccountId: actorAccountOf(by),
    actorDeviceId: by.kind === 'account' ? by.deviceId : null,
    credentialId: noted.credentialId ?? null,
    deviceId: noted.deviceId ?? null,
    address: 'address' in by ? (by.address ?? null) : null,
    details: noted.details ?? {},
  });
}

function standing(by: By): string | null {
  return 'organizationId' in by ? by.organizationId : null;
}

function actorAccountOf(by: By): string | null {
  if (by.kind === 'service') return by.serviceId;
  return by.kind === 'account' ? by.accountId : null;
}
