import type { LookedUp, LookedUpAll, Synced, VerifierRow, VerifierStore } from '@rollcall/core';
import type { Authority } from './authority.ts';

export type Act = Exclude<keyof VerifierStore, 'onWake'>;

/** A request that has left: it reaches the store when a test says so, and the reply comes when a test says so. */
export interface Message {
  readonly act: Act;
  readonly isExecuted: boolean;
  /** The store does what is asked. */
  execute(): void;
  /** The reply arrives. */
  deliver(): void;
  /** The connection breaks, before or after the store did it: the asker cannot know. */
  lose(): void;
}

/** Where wake-ups go from one connection to all others. */
export class Bell {
  readonly listeners = new Set<() => void>();
  isOn = true;

  ring(): void {
    if (this.isOn) for (const listener of this.listeners) listener();
  }
}

/** One process's way to the store: prompt unless a test holds messages up or cuts it. */
export class Connection implements VerifierStore {
  /** Messages held up, oldest first. */
  readonly messages: Message[] = [];
  /** Every act asked for, in order. */
  readonly asked: Act[] = [];
  holds: (act: Act) => boolean = () => false;
  isCut = false;
  readonly #authority: Authority;
  readonly #bell: Bell;

  constructor(authority: Authority, bell: Bell) {
    this.#authority = authority;
    this.#bell = bell;
  }

  lookUp(tokenHash: Uint8Array): Promise<LookedUp> {
    return this.#send('lookUp', (store) => store.lookUp(tokenHash));
  }

  lookUpAll(tokenHashes: readonly Uint8Array[]): Promise<LookedUpAll> {
    return this.#send('lookUpAll', (store) => store.lookUpAll(tokenHashes));
  }

  register(verifier: Pick<VerifierRow, 'id' | 'incarnation' | 'name'>): Promise<{ readonly epoch: number }> {
    return this.#send('register', (store) => store.register(verifier));
  }

  sync(id: string, incarnation: string, appliedEpoch: number): Promise<Synced | null> {
    return this.#send('sync', (store) => store.sync(id, incarnation, appliedEpoch));
  }

  unregister(id: string, incarnation: string): Promise<void> {
    return this.#send('unregister', (store) => store.unregister(id, incarnation));
  }

  verifiers(): Promise<readonly VerifierRow[]> {
    return this.#send('verifiers', (store) => [...store.rows.values()]);
  }

  removeStale(row: Pick<VerifierRow, 'id' | 'incarnation' | 'renewals'>): Promise<boolean> {
    return this.#send('removeStale', (store) => store.removeStale(row));
  }

  forgetRevocations(batch: number): Promise<number> {
    return this.#send('forgetRevocations', (store) => store.forgetRevocations(batch));
  }

  wake(): Promise<void> {
    return this.#send('wake', () => this.#bell.ring());
  }

  onWake(listener: () => void): () => void {
    this.#bell.listeners.add(listener);
    return () => this.#bell.listeners.delete(listener);
  }

  /** How often the act was asked for since the last call. */
  takeAsked(act: Act): number {
    const count = this.asked.filter((asked) => asked === act).length;
    this.asked.length = 0;
    return count;
  }

  /** The oldest message held up for that act. */
  message(act: Act): Message {
    const found = this.messages.find((message) => message.act === act);
    if (found === undefined) throw new Error(`Nothing asks for ${act}.`);
    return found;
  }

  #send<Answer>(act: Act, execute: (store: Authority) => Answer): Promise<Answer> {
    this.asked.push(act);
    if (this.isCut) return Promise.reject(new Error('The store is out of reach.'));
    if (!this.holds(act)) return Promise.resolve().then(() => execute(this.#authority));
    return new Promise((resolve, reject) => {
      let reply: { readonly answer: Answer } | null = null;
      const leave = (): void => {
        this.messages.splice(this.messages.indexOf(message), 1);
      };
      const message: Message = {
        act,
        get isExecuted() {
          return reply !== null;
        },
        execute: () => {
          reply = { answer: execute(this.#authority) };
        },
        deliver: () => {
          if (reply === null) throw new Error('There is no reply yet.');
          leave();
          resolve(reply.answer);
        },
        lose: () => {
          leave();
          reject(new Error('The connection broke.'));
        },
      };
      this.messages.push(message);
    });
  }
}
