import type { Service as WireService, ServiceCredential as WireServiceCredential } from '@rollcall/api';
import { expiresAt, type Service, type ServiceCredential, whyUnusable } from '@rollcall/core';
import { finite } from './session.ts';

export function toService(service: Service): WireService {
  return {
    id: service.id,
    name: service.name,
    origins: [...service.origins],
    reauthenticateUrl: service.reauthenticateUrl,
    createdAt: service.createdAt,
  };
}

export function toServiceCredential(credential: ServiceCredential, now: number): WireServiceCredential {
  const why = whyUnusable(credential, now);
  return {
    id: credential.id,
    name: credential.name,
    permissions: [...credential.permissions],
    state: why === null ? 'active' : why === 'expired' ? 'expired' : 'ended',
    issuedAt: credential.issuedAt,
    lastUsedAt: credential.lastUsedAt === credential.issuedAt ? null : credential.lastUsedAt,
    lastAddress: credential.lastAddress,
    expiresAt: finite(expiresAt(credential)),
  };
}
