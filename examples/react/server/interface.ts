import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Doorway, ownDoorway, rollcallsDoorway } from './doorway.ts';
import type { Settings } from './settings.ts';

interface Answer {
  readonly status?: number;
  readonly cookies?: readonly string[];
  readonly body: object;
}

type Handler = (request: IncomingMessage, doorway: Doorway) => Promise<Answer>;

/** What somebody has borrowed, by account. It lasts as long as this process. */
const loans = new Map<string, Set<string>>();

const handlers: Readonly<Record<string, Handler>> = {
  'GET /api/settings': async (_, { kind, rollcall }) => ({ body: { signIn: kind, rollcall } }),

  'POST /api/sign-in': async (request, doorway) => {
    const { name, password } = await read(request);
    const cookies = await doorway.enter(request, String(name), String(password));
    return cookies === null ? { status: 401, body: {} } : { cookies, body: {} };
  },
  'POST /api/sign-out': async (_, doorway) => ({ cookies: doorway.leave(), body: {} }),
  'GET /api/token': async (request, doorway) => ({ body: { token: doorway.tokenOf(request) } }),
  'PUT /api/token': async (request, doorway) => {
    const { token } = await read(request);
    return { cookies: await doorway.keep(String(token)), body: {} };
  },
  'POST /api/prove': async (request, doorway) => {
    const { question, password } = await read(request);
    const goTo = await doorway.prove(request, String(question), String(password));
    return goTo === null ? { status: 401, body: {} } : { body: { goTo } };
  },

  'GET /api/loans': (request, doorway) => lend(request, doorway, () => {}),
  'PUT /api/loans': async (request, doorway) => {
    const { tool } = await read(request);
    return lend(request, doorway, (borrowed) => borrowed.add(String(tool)));
  },
  'DELETE /api/loans': async (request, doorway) => {
    const { tool } = await read(request);
    return lend(request, doorway, (borrowed) => borrowed.delete(String(tool)));
  },
};

/** The application's own interface. */
export function createInterface(settings: Settings) {
  const { serviceCredential } = settings;
  const doorway = serviceCredential === null ? rollcallsDoorway(settings) : ownDoorway(settings, serviceCredential);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status = 200, cookies = [], body } = await answerTo(request, doorway);
    response.writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    });
    response.end(JSON.stringify(body));
  };
}

async function answerTo(request: IncomingMessage, doorway: Doorway): Promise<Answer> {
  const handler = handlers[`${request.method} ${request.url}`];
  if (handler === undefined) return { status: 404, body: {} };
  // A browser tells when another site makes it ask.
  const site = request.headers['sec-fetch-site'] ?? 'none';
  if (site !== 'same-origin' && site !== 'none') return { status: 403, body: {} };
  try {
    return await handler(request, doorway);
  } catch (error) {
    console.error(error);
    return { status: 500, body: {} };
  }
}

/** Changes what somebody has borrowed, and says what that is now: for whoever Rollcall says that it is. */
async function lend(
  request: IncomingMessage,
  doorway: Doorway,
  change: (borrowed: Set<string>) => void,
): Promise<Answer> {
  const account = await doorway.accountOf(request);
  if (account === null) return { status: 401, body: {} };
  const borrowed = loans.get(account) ?? new Set();
  loans.set(account, borrowed);
  change(borrowed);
  return { body: { borrowed: [...borrowed] } };
}

const longestBody = 10_000;

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > longestBody) throw new Error('The body is too long.');
  }
  return JSON.parse(text);
}
