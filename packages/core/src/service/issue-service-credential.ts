import type { Operator } from '../actor.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import type { ServicePermission } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import { lockService } from './find-service.ts';
import type { IssuedServiceCredential } from './service.ts';

export interface ServiceCredentialInput {
  /** The service's name. */
  readonly service: string;
  readonly name: string;
  readonly permissions: readonly ServicePermission[];
  /** Milliseconds UTC; `null`: until it is revoked. */
  readonly expiresAt: number | null;
}

/** Issues a credential with these permissions and no others. Refuses `not_found`, `name_invalid` and `expiry_invalid`. */
export async function issueServiceCredential(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  operator: Operator,
  { service: serviceName, name: givenName, permissions, expiresAt }: ServiceCredentialInput,
): Promise<IssuedServiceCredential> {
  const name = readableName(givenName, 'name', 80);
  if (expiresAt !== null && expiresAt <= deps.clock.now()) throw new Refusal('expiry_invalid', { field: 'expiresAt' });
  return deps.transaction(async (stores) => {
    const { id: serviceId, organizationId } = await lockService(stores, serviceName);
    const issued = await insertServiceCredential(stores, deps, {
      serviceId,
      organizationId,
      name,
      permissions: [...new Set(permissions)],
      ownEndAt: expiresAt,
    });
    await note(stores, deps, {
      event: 'service_credential.issued',
      accountId: serviceId,
      organizationId,
      by: operator,
      credentialId: issued.credential.id,
      details: { permissions: issued.credential.permissions.join(' ') },
    });
    return issued;
  });
}

interface Born {
  readonly serviceId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly permissions: readonly ServicePermission[];
  readonly ownEndAt: number | null;
}

/** Writes a credential with a new token, in the transaction that locked its service. */
export async function insertServiceCredential(
  { credentials, services }: Pick<Stores, 'credentials' | 'services'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  born: Born,
): Promise<IssuedServiceCredential> {
  const { serviceId, organizationId } = born;
  const id = chance.id();
  const token = makeToken('service_credential', serviceId, chance.bytes);
  const generations = await credentials.generations(serviceId, organizationId, 'service_credential');
  await services.insertCredential({
    id,
    tokenHash: hashToken(token),
    serviceId,
    organizationId,
    name: born.name,
    permissions: born.permissions,
    issuedAt: clock.now(),
    ownEndAt: born.ownEndAt,
    accountGeneration: generations.account,
    organizationGeneration: generations.organization,
  });
  const credential = await services.findCredential(id);
  if (credential === null) throw new Error('The credential that was just written is not there.');
  return { token, credential };
}
