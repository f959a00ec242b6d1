import { Refusal } from '../refusal.ts';

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Origins that people may be sent back to: scheme, host and port alone. Refuses `origin_invalid`. */
export function checkOrigins(origins: readonly string[]): readonly string[] {
  for (const origin of origins) {
    if (safeUrl(origin)?.origin !== origin) throw new Refusal('origin_invalid', { field: 'origins' });
  }
  return [...new Set(origins)];
}

/** A page of the service that asks its people to prove who they are. Refuses `origin_invalid`. */
export function checkReauthenticateUrl(url: string | null): string | null {
  if (url === null) return null;
  const safe = safeUrl(url);
  if (safe === null || safe.hash !== '') throw new Refusal('origin_invalid', { field: 'reauthenticateUrl' });
  return safe.href;
}

/** Where somebody may be sent back to: a page of one of those origins. Refuses `return_address_invalid`. */
export function checkReturnAddress(address: string, origins: readonly string[]): string {
  const safe = safeUrl(address);
  if (safe !== null && origins.includes(safe.origin)) return safe.href;
  throw new Refusal('return_address_invalid', { field: 'returnTo' });
}

/** The same, with its fragment free for a secret. */
export function checkAddressForSecret(address: string, origins: readonly string[]): string {
  const checked = checkReturnAddress(address, origins);
  if (new URL(checked).hash === '') return checked;
  throw new Refusal('return_address_invalid', { field: 'returnTo' });
}

/** Over https, or on this machine; nothing that carries a name and a password. */
function safeUrl(text: string): URL | null {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'https:') return url;
  return url.protocol === 'http:' && localHosts.has(url.hostname) ? url : null;
}
