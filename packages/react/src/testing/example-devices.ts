import type { Client, Device, Session } from '@rollcall/client';

export const hourMs = 3_600_000;
/** 2026-11-22, 12:00 UTC. */
export const noon = 1_795_348_800_000;

export function exampleClient(changes: Partial<Client> = {}): Client {
  return {
    type: 'computer',
    browserName: 'Chrome',
    browserVersion: '156.0.8078.79',
    systemName: 'Windows',
    systemVersion: '11',
    model: null,
    ...changes,
  };
}

export function exampleSession(changes: Partial<Session> = {}): Session {
  return {
    id: 'session',
    kind: 'session',
    deviceId: 'device',
    organization: { id: 'organization', name: 'Home' },
    isCurrent: false,
    state: 'active',
    signedInAt: noon - 3 * hourMs,
    method: 'password',
    serviceName: null,
    assurance: 1,
    keepSignedIn: false,
    lastUsedAt: noon,
    idlesAt: noon + 12 * hourMs,
    expiresAt: noon + 21 * hourMs,
    heldUntil: null,
    holdId: null,
    firstAddress: '198.51.100.7',
    firstPlace: { kind: 'country', countryCode: 'BR' },
    lastAddress: '198.51.100.7',
    lastPlace: { kind: 'country', countryCode: 'SE' },
    client: exampleClient(),
    alsoAt: [],
    ending: null,
    ...changes,
  };
}

export function exampleDevice(changes: Partial<Device> = {}): Device {
  return {
    id: 'device',
    name: null,
    client: exampleClient(),
    isCurrent: false,
    isNew: false,
    firstSeenAt: noon - 100 * hourMs,
    lastSignInAt: noon - 3 * hourMs,
    lastUsedAt: noon,
    trust: null,
    sessions: [exampleSession()],
    ...changes,
  };
}
