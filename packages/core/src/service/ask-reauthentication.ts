import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { checkAddressForSecret } from './addresses.ts';

const lifetimeMs = 10 * 60_000;

export interface AskedReauthentication {
  /** The service's page that asks who somebody is. */
  readonly url: string;
  readonly expiresAt: number;
}

export interface ReauthenticationWish {
  /** The hold that the proof is to make final. */
  readonly holdId: string | null;
  /** A page of the service, where it shows the inventory itself; `null` comes back to the pages here. */
  readonly returnTo: string | null;
  /** Which page here. */
  readonly home?: '/confirm' | '/sign-in';
}

/**
 * Asks the service that signed somebody in to ask them again who they are: their password is not held here. What was asked
 * before by the same session counts no more. Refuses `reauthentication_elsewhere` where no service can.
 */
export async function askReauthentication(
  deps: Pick<Deps, 'chance' | 'clock' | 'publicOrigin' | 'services' | 'transaction'>,
  { accountId, credentialId }: Pick<Owner, 'accountId' | 'credentialId'>,
  { holdId, returnTo, home = '/confirm' }: ReauthenticationWish,
): Promise<AskedReauthentication> {
  const external = await deps.services.findExternalOf(accountId);
  const service = external === null ? null : await deps.services.find(external.serviceId);
  const page = service?.reauthenticateUrl ?? null;
  if (external === null || service === null || page === null) throw new Refusal('reauthentication_elsewhere');
  const id = deps.chance.id();
  const now = deps.clock.now();
  const expiresAt = now + lifetimeMs;
  await deps.services.askReauthentication({
    id,
    credentialId,
    accountId,
    serviceId: service.id,
    holdId,
    returnTo: returnTo === null ? deps.publicOrigin + home : checkAddressForSecret(returnTo, service.origins),
    createdAt: now,
    expiresAt,
    answer: null,
    usedAt: null,
  });
  const url = new URL(page);
  url.searchParams.set('request', id);
  url.searchParams.set('external_id', external.externalId);
  return { url: url.href, expiresAt };
}
