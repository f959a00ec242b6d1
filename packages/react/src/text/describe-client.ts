import type { Client, Device } from '@rollcall/client';
import type { TFunction } from 'i18next';

/** The browser or program with its system, or an app with its device: "Chrome 156 on Windows 11", "Acme on Pixel 9". */
export function describeClient(t: TFunction, client: Client): string {
  const browser = named(client.browserName, majorOf(client.browserVersion));
  const system = named(client.systemName, client.systemVersion) ?? (isApp(client) ? client.model : null);
  if (browser !== null && system !== null) return t('client.on', { browser, system });
  return browser ?? system ?? t(client.type === 'program' ? 'client.unknownProgram' : 'client.unknown');
}

/** What the owner calls it, else what it is: "Pixel 9", "Windows computer". */
export function deviceName(t: TFunction, { name, client }: Pick<Device, 'name' | 'client'>): string {
  return name ?? client.model ?? makersWord(client) ?? typeName(t, client);
}

function isApp({ type }: Client): boolean {
  return type === 'mobile_app';
}

function typeName(t: TFunction, { type, browserName, systemName }: Client): string {
  if ((type === 'program' || type === 'mobile_app') && browserName !== null) return browserName;
  return systemName === null ? t(`device.plain.${type}`) : t(`device.typed.${type}`, { system: systemName });
}

/** Apple's machines are known by their names, not as "macOS computer". */
function makersWord({ type, systemName }: Client): string | null {
  const system = systemName?.toLowerCase() ?? '';
  if (type === 'computer' && system === 'macos') return 'Mac';
  if (type === 'phone' && system === 'ios') return 'iPhone';
  if (type === 'tablet' && (system === 'ios' || system === 'ipados')) return 'iPad';
  return null;
}

function named(name: string | null, version: string | null): string | null {
  if (name === null) return null;
  return version === null ? name : `${name} ${version}`;
}

/** Browsers are told apart by their first number; the rest changes every week. */
function majorOf(version: string | null): string | null {
  return version?.split('.')[0] || null;
}
