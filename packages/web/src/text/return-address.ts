/**
 * Where to go after signing in: only a path of this very site. Browsers read `//e`, `/\e`, `https:e` and `javascript:` as
 * ways out, and drop tabs and line breaks before they look.
 */
export function returnAddress(wanted: string | null): string {
  const home = '/';
  if (wanted === null || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return home;
  const here = 'https://here.invalid';
  const { origin, pathname, search } = new URL(wanted, here);
  if (origin !== here || pathname.startsWith('//') || isDoor(pathname)) return home;
  return pathname + search;
}

/** The pages one passes through signed out; there is no going back to them, but to an invitation that one signs in to accept. */
const doorPaths = ['/sign-in', '/set-up', '/forgot', '/reset', '/verify-email', '/enter'] as const;

export function isDoor(path: string): boolean {
  return doorPaths.some((door) => path === door || path.startsWith(`${door}/`));
}

/** Where the server brings a browser on to a host that it protects. */
const serverPaths = '/.rollcall/';

/** Whether these pages show it; otherwise the browser has to ask the server. */
export function isPage(address: string): boolean {
  return !address.startsWith(serverPaths);
}
