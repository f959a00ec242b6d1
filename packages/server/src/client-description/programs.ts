import type { ClientDescription } from '@rollcall/core';
import { cleanName, cleanVersion } from './text.ts';

/** Sync clients and programs that people connect. The first match names it; a group holds its version. */
const knownPrograms: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bDAVx5\/([\d.]+)/, 'DAVx5'],
  [/\bICSx5\/([\d.]+)/, 'ICSx5'],
  [/\bmirall\/([\d.]+).*\bownCloud\b/, 'ownCloud desktop'],
  [/\bmirall\/([\d.]+)/, 'Nextcloud desktop'],
  [/\bNextcloud-android\/([\d.]+)/, 'Nextcloud for Android'],
  [/\bNextcloud-iOS\/([\d.]+)/, 'Nextcloud for iOS'],
  [/\bNextcloud-Talk(?: v|\/)([\d.]+)/, 'Nextcloud Talk'],
  [/\bThunderbird\/([\d.]+)/, 'Thunderbird'],
  [/\bK-9 Mail\/?([\d.]*)/, 'K-9 Mail'],
  [/\bdataaccessd\/([\d.]+)/, 'Apple Calendar and Contacts'],
  [/\b(?:CalendarAgent|CalendarKit|macOS_Calendar)\/([\d.]+)/, 'Apple Calendar'],
  [/\b(?:AddressBookCore|AddressBookSourceSync|AddressBook)\/([\d.]+)/, 'Apple Contacts'],
  [/\bremindd\/([\d.]+)/, 'Apple Reminders'],
  [/\bWebDAVFS\/([\d.]+)/, 'Finder'],
  [/\bMicrosoft-WebDAV-MiniRedir\/([\d.]+)/, 'Windows Explorer'],
  [/\bCalDavSynchronizer\/([\d.]+)/, 'Outlook CalDav Synchronizer'],
  [/\bMicrosoft Office\/([\d.]+)/, 'Microsoft Office'],
  [/\bgvfs\/([\d.]+)/, 'GNOME Files'],
  [/\bEvolution\/([\d.]+)/, 'Evolution'],
  [/\brclone\/v?([\d.]+)/, 'rclone'],
  [/\bcurl\/([\d.]+)/, 'curl'],
  [/\bHeadlessChrome\/([\d.]+)/, 'Chrome without a window'],
  [/\bElectron\/([\d.]+)/, 'Electron'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(?<![-\w])Android[ /](\d[\d.]*)/, 'Android'],
  [/\bAndroid\b/i, 'Android'],
  [/(?<![-\w])(?:iOS|iPhone OS|CPU OS)[ /](\d[\d._]*)/, 'iOS'],
  [/\b(?:iOS|iPhone|iPad)\b/, 'iOS'],
  [/\bmacOS[ /](\d[\d.]*)/, 'macOS'],
  [/\b(?:Mac OS X|Macintosh|macOS|Darwin)\b/, 'macOS'],
  [/\b(?:Windows|WebDAV-MiniRedir)\b/, 'Windows'],
  [/\b(?:Linux|gvfs)\b/i, 'Linux'],
];

/** Browsers have called themselves Mozilla since 1994; what does not is a program, by its own word. */
const browserBeginning = /^(?:Mozilla|Opera)\//;
const productBeginning = /^([A-Za-z][\w.+-]{0,39}(?: [A-Za-z][\w.+-]{0,19}){0,2})(?:\/v?(\d[\w.]*))?/;

/** A program by its User-Agent; `null` where a browser speaks, or nothing that can be read. */
export function describeProgram(userAgent: string): ClientDescription | null {
  for (const [pattern, name] of knownPrograms) {
    const match = pattern.exec(userAgent);
    if (match !== null) return program(name, match[1], userAgent);
  }
  if (browserBeginning.test(userAgent)) return null;
  const match = productBeginning.exec(userAgent);
  return match === null ? null : program(match[1], match[2], userAgent);
}

export function program(name: string | undefined, version: string | undefined, userAgent: string): ClientDescription {
  const system = systems.find(([pattern]) => pattern.test(userAgent));
  return {
    type: 'program',
    browserName: cleanName(name),
    browserVersion: cleanVersion(version),
    systemName: system?.[1] ?? null,
    systemVersion: cleanVersion(system?.[0].exec(userAgent)?.[1]?.replaceAll('_', '.')),
    model: null,
  };
}
