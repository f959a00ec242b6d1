import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a person opens a page: only then is a redirect of use, and a script or a form gets its answer as it is. Fetch Metadata
 * decides where the browser sends it; elsewhere what the request accepts.
 */
export function isPageNavigation(method: string | string[] | undefined, headers: IncomingHttpHeaders): boolean {
  return method === 'GET' && isForPage(headers);
}

/** The same for a form that was sent. */
export function isForPage(headers: IncomingHttpHeaders): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  if (mode !== undefined || destination !== undefined) return mode === 'navigate' && destination === 'document';
  return headers['x-requested-with'] === undefined && (headers.accept?.includes('text/html') ?? false);
}
