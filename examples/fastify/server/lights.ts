import type { ServerResponse } from 'node:http';

/** Open streams, by the session that opened them: an end must reach what is already open, too. */
export class Lights {
  readonly #bySession = new Map<string, Set<ServerResponse>>();

  add(sessionId: string, stream: ServerResponse): void {
    const open = this.#bySession.get(sessionId) ?? new Set();
    this.#bySession.set(sessionId, open.add(stream));
    stream.once('close', () => {
      open.delete(stream);
      if (open.size === 0) this.#bySession.delete(sessionId);
    });
  }

  /** Says why, and closes what the session had open. */
  putOut(sessionId: string, reason: string): void {
    for (const stream of this.#bySession.get(sessionId) ?? []) {
      stream.end(`event: ended\ndata: ${JSON.stringify({ reason })}\n\n`);
    }
  }

  blink(light: string): void {
    for (const open of this.#bySession.values()) {
      for (const stream of open) stream.write(`event: light\ndata: ${JSON.stringify({ light })}\n\n`);
    }
  }
}
