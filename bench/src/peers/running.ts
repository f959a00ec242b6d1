import type { Answer, Asked } from '../load.ts';

/** An HTTP server with sessions, whoever's: ours and each peer's look alike from here. */
export interface Running {
  /** Where it tells who a session belongs to. */
  readonly url: string;
  /** The request with the cookie of a session; its answer is checked for the user. */
  ask(session: number): Asked;
  /** The cookie header of a session. */
  cookieOf(session: number): string;
  /** Who the answer says it is; `null` where it refuses. Throws at anything else. */
  userIn(answer: Answer): string | null;
  /** Ends the session of the cookie, as the peer's documentation ends it. */
  signOut(cookie: string): Promise<void>;
  /** Reads the session at once, changes something later, and answers the cookies that come back. */
  slow(cookie: string): Promise<readonly string[]>;
  /** Of its process so far. */
  cpuMicroseconds(): number;
  stop(): Promise<void>;
}

/** As a proxy in front says it: some peers set their cookie, and save, only then. */
export const behindTls = { 'x-forwarded-proto': 'https' };

/** One request outside any load. */
export async function askOnce(running: Pick<Running, 'url' | 'userIn'>, cookie: string): Promise<string | null> {
  const response = await fetch(running.url, { headers: { cookie, ...behindTls } });
  return running.userIn({
    status: response.status,
    body: await response.text(),
    headers: Object.fromEntries(response.headers),
  });
}

/** An answer that is neither a user nor a refusal. */
export function unexpected({ status, body }: Answer): Error {
  return new Error(`A peer answered ${status} ${body.slice(0, 200)}`);
}
