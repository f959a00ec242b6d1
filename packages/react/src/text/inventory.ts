import type { Device, Session } from '@rollcall/client';

/** The sessions of a device that get in right now: held ones do not. */
export function activeSessions(device: Device): Session[] {
  return device.sessions.filter(({ state }) => state === 'active');
}

export function canGetIn(device: Device): boolean {
  return activeSessions(device).length > 0;
}

/** Devices beside this one that get in: what *Sign out all other devices* ends. */
export function othersThatGetIn(devices: readonly Device[]): Device[] {
  return devices.filter((device) => !device.isCurrent && canGetIn(device));
}

export interface DeviceGroups {
  readonly browsers: readonly Device[];
  readonly programs: readonly Device[];
  /** Known again when they come back, but nobody is signed in there. */
  readonly signedOut: readonly Device[];
}

/** Newest activity first, this device before all. */
export function groupDevices(devices: readonly Device[]): DeviceGroups {
  const sorted = devices.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || lastUse(b) - lastUse(a));
  const signedIn = sorted.filter(({ sessions }) => sessions.length > 0);
  return {
    browsers: signedIn.filter((device) => !isProgram(device)),
    programs: signedIn.filter(isProgram),
    signedOut: sorted.filter(({ sessions }) => sessions.length === 0),
  };
}

export function lastUse({ lastUsedAt, lastSignInAt }: Device): number {
  return lastUsedAt ?? lastSignInAt;
}

function isProgram({ client }: Device): boolean {
  return client.type === 'program' || client.type === 'mobile_app' || client.browserName === null;
}
