import { type Deps, mayHaveChildren } from '@rollcall/core';
import { keepFact } from './keep-fact.ts';

/**
 * Which sessions open applications at Rollcall's own host, as they open those at protected hosts by child sessions. It never
 * changes while a session is there, so that it is asked of the store once. Whether the session is still good is for the verifier
 * to say, each time.
 */
export class SessionFacts {
  readonly #stores: Pick<Deps, 'credentials' | 'organizations'>;
  readonly #opens = new Map<string, boolean>();

  constructor(stores: Pick<Deps, 'credentials' | 'organizations'>) {
    this.#stores = stores;
  }

  /** `undefined` where it was not asked yet. */
  keptOpensApplications(sessionId: string): boolean | undefined {
    return this.#opens.get(sessionId);
  }

  /** `false` for a session that is not there. */
  async opensApplications(sessionId: string): Promise<boolean> {
    const kept = this.#opens.get(sessionId);
    if (kept !== undefined) return kept;
    const session = await this.#stores.credentials.find(sessionId);
    if (session === null) return false;
    const opens = await mayHaveChildren(this.#stores, session);
    keepFact(this.#opens, sessionId, opens);
    return opens;
  }
}
