import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from './settings.ts';

/** What somebody has borrowed, by account. It lasts as long as this process. */
const loans = new Map<string, Set<string>>();

/** The application's own interface: who asks is what Rollcall says about the session that comes along. */
export function createLending({ rollcall }: Settings) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const account = await accountOf(rollcall, request);
    if (account === null) return answer(response, 401, { error: 'Sign in first.' });
    const borrowed = loans.get(account) ?? new Set();
    loans.set(account, borrowed);
    const [, tool] = /^\/api\/loans\/(\w+)$/.exec(request.url ?? '') ?? [];
    // A browser tells when another site makes it ask.
    if (request.method !== 'GET' && request.headers['sec-fetch-site'] !== 'same-origin') {
      return answer(response, 403, { error: 'Not from another site.' });
    }
    if (request.method === 'PUT' && tool !== undefined) borrowed.add(tool);
    if (request.method === 'DELETE' && tool !== undefined) borrowed.delete(tool);
    answer(response, 200, { borrowed: [...borrowed] });
  };
}

/** One look-up in Rollcall's memory: the moment a session ends there, it ends here. */
async function accountOf(rollcall: string, { headers }: IncomingMessage): Promise<string | null> {
  const { cookie } = headers;
  if (cookie === undefined) return null;
  const verified = await fetch(`${rollcall}/v1/verify`, { headers: { cookie } });
  return verified.status === 204 ? verified.headers.get('rollcall-account') : null;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
