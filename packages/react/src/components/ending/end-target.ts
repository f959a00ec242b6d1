import type { Device, Hold, Session } from '@rollcall/client';

/** What somebody wants to end, and how. */
export type EndTarget =
  | { readonly act: 'session'; readonly device: Device; readonly session: Session }
  | { readonly act: 'removed' | 'lost'; readonly device: Device }
  | { readonly act: 'others'; readonly devices: readonly Device[] }
  | { readonly act: 'this'; readonly device: Device };

/** What the trash icon of a device ends: its one session, and where it holds none or several, the device as a whole. */
export function trashTarget(device: Device): EndTarget {
  if (device.isCurrent) return { act: 'this', device };
  const [session, ...more] = device.sessions;
  return session !== undefined && more.length === 0 ? { act: 'session', device, session } : { act: 'removed', device };
}

export function devicesOf(target: EndTarget): readonly Device[] {
  return target.act === 'others' ? target.devices : [target.device];
}

/** What an open hold was about. */
export function heldTarget(hold: Hold, devices: readonly Device[]): EndTarget | null {
  const held = devices.filter(({ sessions }) => sessions.some(({ holdId }) => holdId === hold.id));
  const device = devices.find(({ id }) => id === hold.deviceId) ?? held[0];
  if (hold.act === 'revoke_others') return { act: 'others', devices: held };
  if (device === undefined) return null;
  if (hold.act === 'remove_device') return { act: 'removed', device };
  if (hold.act === 'lose_device') return { act: 'lost', device };
  const session = device.sessions.find(({ holdId }) => holdId === hold.id);
  return session === undefined ? null : { act: 'session', device, session };
}
