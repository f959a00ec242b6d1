import type { Evicted } from '@rollcall/verifier';

/** What a session is, for its streams; `switched` where its sign-in goes on in another one, and `unknown` where the store cannot be asked, or does not let it in from there. */
export type StreamState = 'active' | 'held' | 'ended' | 'switched' | 'unknown';

/** The open end of one server-sent event stream. */
export interface Stream {
  readonly credentialId: string;
  readonly accountId: string;
  /** Where its other end is. */
  readonly address: string | null;
  write(text: string): void;
  close(): void;
}

export interface StreamsParts {
  /** What the store says of a stream's session now. Never rejects. */
  readonly stateOf: (stream: Pick<Stream, 'address' | 'credentialId'>) => Promise<StreamState>;
  /** Whether what was verified earlier still counts. */
  readonly isCurrent: () => boolean;
}

interface Open extends Stream {
  /** Counts the checks that were begun: only the newest decides. While one runs, nothing is written. */
  checks: number;
  isChecking: boolean;
  /** Something changed that has not been told yet. */
  isBehind: boolean;
}

const mostPerSession = 8;
const inventoryEvent = 'event: inventory\ndata: {}\n\n';
const switchedEvent = 'event: switched\ndata: {}\n\n';

/**
 * Every open event stream. One whose session may have ended writes nothing from that very turn on until the store has said
 * what became of the session; whoever ends sessions waits for that in `settled` before answering.
 */
export class Streams {
  readonly #parts: StreamsParts;
  readonly #open = new Set<Open>();
  readonly #checks = new Set<Promise<void>>();
  #isClosed = false;

  constructor(parts: StreamsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether this session may open one more. */
  hasRoom(credentialId: string): boolean {
    return [...this.#open].filter((stream) => stream.credentialId === credentialId).length < mostPerSession;
  }

  /** Returns what to call when the client is gone. Checks at once: the session may have ended since it was verified. */
  add(stream: Stream): () => void {
    if (this.#isClosed) stream.close();
    const open: Open = { ...bound(stream), checks: 0, isChecking: false, isBehind: false };
    this.#open.add(open);
    this.#checkBeforeAnswers(open);
    return () => this.#open.delete(open);
  }

  /** Tells the account's streams that something about it changed. */
  inventoryChanged(accountId: string): void {
    for (const stream of this.#open) {
      if (stream.accountId !== accountId) continue;
      stream.isBehind = true;
      this.#catchUp(stream);
    }
  }

  /** To be called in the turn in which the verifier evicts. */
  evicted(evicted: Evicted): void {
    for (const stream of this.#open) {
      if (concerns(evicted, stream)) this.#checkBeforeAnswers(stream);
    }
  }

  /** Keeps connections alive, and notices sessions whose time ran out. */
  beat(): void {
    for (const stream of this.#open) {
      if (!stream.isChecking) stream.write(': \n\n');
      void this.#check(stream);
    }
  }

  /** Resolves when every stream whose session was evicted before the call has been told and closed. */
  async settled(): Promise<void> {
    await Promise.all(this.#checks);
  }

  /** For good. */
  closeAll(): void {
    this.#isClosed = true;
    for (const stream of this.#open) stream.close();
    this.#open.clear();
  }

  #checkBeforeAnswers(stream: Open): void {
    const check = this.#check(stream).finally(() => this.#checks.delete(check));
    this.#checks.add(check);
  }

  #check(stream: Open): Promise<void> {
    stream.isChecking = true;
    stream.checks += 1;
    return this.#decide(stream, stream.checks);
  }

  async #decide(stream: Open, check: number): Promise<void> {
    const state = await this.#parts.stateOf(stream);
    if (check !== stream.checks || !this.#open.has(stream)) return;
    stream.isChecking = false;
    if (state === 'active') return this.#catchUp(stream);
    this.#open.delete(stream);
    if (state === 'switched') stream.write(switchedEvent);
    else if (state !== 'unknown') stream.write(`event: ended\ndata: {"state":"${state}"}\n\n`);
    stream.close();
  }

  #catchUp(stream: Open): void {
    if (!stream.isBehind || stream.isChecking || !this.#parts.isCurrent()) return;
    stream.isBehind = false;
    stream.write(inventoryEvent);
  }
}

function concerns(evicted: Evicted, stream: Stream): boolean {
  if (evicted === 'all') return true;
  return evicted.some(
    ({ kind, id }) =>
      kind === 'organization' || (kind === 'account' ? id === stream.accountId : id === stream.credentialId),
  );
}

function bound(stream: Stream): Stream {
  return {
    credentialId: stream.credentialId,
    accountId: stream.accountId,
    address: stream.address,
    write: (text) => stream.write(text),
    close: () => stream.close(),
  };
}
