import {
  createService,
  type IssuedSession,
  issueServiceCredential,
  issueServiceSession,
  type ServiceActor,
  servicePermissions,
} from '@rollcall/core';
import { visitor, type World } from './world.ts';

const operator = { kind: 'operator' } as const;
let made = 0;

interface Made {
  readonly name: string;
  readonly actor: ServiceActor;
  readonly token: string;
}

/** A service that may do everything. */
export async function aService({ deps }: World): Promise<Made> {
  made += 1;
  const name = `Service ${made}`;
  const service = await createService(deps, operator, { name, origins: [], reauthenticateUrl: null });
  const { token, credential } = await issueServiceCredential(deps, operator, {
    service: name,
    name: 'backend',
    permissions: servicePermissions,
    expiresAt: null,
  });
  const { id: serviceId, organizationId } = service;
  return { name, token, actor: { kind: 'service', serviceId, organizationId, credentialId: credential.id } };
}

/** It signs one of its people in, in a browser that may carry a session already. */
export function signInByService(
  world: World,
  { actor }: Made,
  externalId: string,
  carried: string | null = null,
): Promise<IssuedSession> {
  return issueServiceSession(world.deps, actor, visitor({ sessionToken: carried }), {
    externalId,
    displayName: null,
    emails: null,
    lifetime: 'standard',
    assurance: 1,
    authenticatedAt: null,
  });
}
