import type { IncomingHttpHeaders } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser may have been made to send this by another site. Fetch Metadata decides where the browser sends it, the
 * Origin header where it does not; with neither, only a request without cookies passes: nothing rides along with it.
 */
export function isCrossSite(method: string, headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  if (safeMethods.has(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin !== undefined) return headers.origin !== publicOrigin;
  return headers.cookie !== undefined;
}
