import type { ClientDescription, DeviceType } from '@rollcall/core';
import Bowser from 'bowser';
import { type Hints, readHints } from './client-description/hints.ts';
import { describeProgram, program } from './client-description/programs.ts';
import { cleanName, cleanVersion, type Headers, headerText } from './client-description/text.ts';

export { wantedHints } from './client-description/hints.ts';

const nothingKnown: ClientDescription = {
  type: 'unknown',
  browserName: null,
  browserVersion: null,
  systemName: null,
  systemVersion: null,
  model: null,
};

const types: Record<string, DeviceType> = { desktop: 'computer', mobile: 'phone', tablet: 'tablet', tv: 'tv' };
const televisions =
  /\b(?:SMART-TV|SmartTV|Web0S|BRAVIA|AFT[A-Z]{1,3}|GoogleTV|Android TV|AppleTV|CrKey|Roku|HbbTV|VIDAA)\b/i;

/** How people call what is reported under another name. */
const usualNames: Record<string, string> = {
  'Google Chrome': 'Chrome',
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Android WebView': 'Chrome',
  'Chromium OS': 'Chrome OS',
  WebOS: 'webOS',
  'WebOS Browser': 'webOS browser',
};

/**
 * What a request says of the client behind it: User-Agent and client hints, cut, parsed and cleaned. Hints win where both
 * speak, because browsers freeze their User-Agent. An iPad that asks for desktop pages says that it is a Mac.
 */
export function describeClient(headers: Headers): ClientDescription {
  const userAgent = headerText(headers, 'user-agent');
  if (userAgent.trim() === '') return nothingKnown;
  const known = describeProgram(userAgent);
  if (known !== null) return known;
  const { browser, os, platform } = Bowser.parse(userAgent);
  if (platform.type === 'bot') return program(browser.name, browser.version, userAgent);
  const hints = readHints(headers);
  const model = cleanName(hints.model ?? platform.model);
  const systemName = systemNameOf(hints.platform ?? os.name, platform.type);
  const fromHints = hints.brand !== undefined && isSpecific(hints.brand.name, browser.name);
  const browserName = named(fromHints ? hints.brand?.name : browser.name);
  const browserVersion = browserName === null ? null : cleanVersion(fromHints ? hints.brand?.version : browser.version);
  return {
    type: typeOf(userAgent, platform.type, systemName, hints),
    browserName,
    browserVersion,
    systemName,
    systemVersion: systemVersionOf({
      systemName,
      browserName,
      browserVersion,
      told: systemName === 'Windows' ? os.versionName : os.version,
      hints,
    }),
    model,
  };
}

/** Whether the hinted brand says more than the User-Agent: Brave and others call themselves Chrome there. */
function isSpecific(brand: string, inUserAgent: string | undefined): boolean {
  return brand !== 'Chromium' || inUserAgent === undefined || inUserAgent === 'Chrome';
}

function named(name: string | undefined): string | null {
  const clean = cleanName(name);
  // Bowser's word for what it does not know but for the beginning, which is the same for all.
  if (clean === null || clean.startsWith('Mozilla')) return null;
  return usualNames[clean] ?? clean;
}

function systemNameOf(name: string | undefined, platform: string | undefined): string | null {
  const system = named(name);
  if (system === 'Unknown') return null;
  return system === 'iOS' && platform === 'tablet' ? 'iPadOS' : system;
}

function typeOf(userAgent: string, platform: string | undefined, system: string | null, hints: Hints): DeviceType {
  if (televisions.test(userAgent)) return 'tv';
  if (hints.isMobile !== undefined && system === 'Android') return hints.isMobile ? 'phone' : 'tablet';
  return types[platform ?? ''] ?? (system === 'Chrome OS' ? 'computer' : 'unknown');
}

interface SystemFacts {
  readonly systemName: string | null;
  readonly browserName: string | null;
  readonly browserVersion: string | null;
  /** By the User-Agent. */
  readonly told: string | undefined;
  readonly hints: Hints;
}

/** What browsers say whatever runs: the versions at which they froze this part of the User-Agent. */
const frozen: Record<string, readonly string[]> = {
  Windows: ['10'],
  macOS: ['10.15', '10.15.7', '10.16'],
  Android: ['10'],
  iOS: ['18.6', '18.7'],
  iPadOS: ['18.6', '18.7'],
};

function systemVersionOf({ systemName, browserName, browserVersion, told, hints }: SystemFacts): string | null {
  if (systemName === null) return null;
  const hinted = cleanVersion(hints.platformVersion);
  if (systemName === 'Windows' && hinted !== null) return windowsVersionOf(Number.parseInt(hinted, 10));
  if (hinted !== null) return hinted;
  // Safari comes with the system and has its version.
  if (browserName === 'Safari' && (systemName === 'iOS' || systemName === 'iPadOS')) return browserVersion;
  const version = cleanVersion(told);
  return version === null || frozen[systemName]?.includes(version) ? null : version;
}

/** What the hinted number means (Microsoft: Detect Windows 11 using User-Agent Client Hints). */
function windowsVersionOf(hinted: number): string | null {
  if (hinted >= 13) return '11';
  return hinted >= 1 ? '10' : null;
}
