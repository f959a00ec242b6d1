import { ProblemError } from '../problem-error.ts';
import { ask, type Connection } from '../send.ts';
import { type ServerEvent, serverEvents } from './server-events.ts';

/**
 * `inventory`: fetch it again. `switched`: the browser stands in another organization by now; nothing that was fetched holds any
 * more. `ended`: the session of this browser is out, or held.
 */
export type LiveEvent =
  | { readonly type: 'inventory' | 'switched' }
  | { readonly type: 'ended'; readonly state: 'ended' | 'held' };

const shortestWaitMs = 1_000;
const longestWaitMs = 30_000;
/** Two heartbeats may be lost before the line counts as dead. */
const silenceMs = 60_000;

/** Keeps one event stream open, comes back after a break, and gives up when the session is out. Returns what closes it. */
export function openEventStream(connection: Connection, tell: (event: LiveEvent) => void): () => void {
  const stopped = new AbortController();
  void keepOpen(connection, tell, stopped.signal);
  return () => stopped.abort();
}

async function keepOpen(connection: Connection, tell: (event: LiveEvent) => void, stopped: AbortSignal) {
  let waitMs = shortestWaitMs;
  // Told once the browser has the session in which its sign-in goes on: when the stream is ended for this, that is still on its way.
  let hasSwitched = false;
  while (!stopped.aborted) {
    try {
      await readOnce(connection, stopped, (event) => {
        waitMs = shortestWaitMs;
        if (event.type === 'inventory' && hasSwitched) tell({ type: 'switched' });
        else if (event.type !== 'switched') tell(event);
        hasSwitched = event.type === 'switched';
      });
    } catch (error) {
      if (stopped.aborted) return;
      if (error instanceof ProblemError && error.status === 401) {
        // The other tabs of this browser have not asked anything and must hear it too.
        tell({ type: 'ended', state: error.code === 'session_held' ? 'held' : 'ended' });
        return;
      }
      // Whoever fetches now learns whether the server is out of reach.
      tell({ type: 'inventory' });
    }
    await pause(waitMs, stopped);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }
}

async function readOnce(connection: Connection, stopped: AbortSignal, tell: (event: LiveEvent) => void) {
  const silent = new AbortController();
  let timer = setTimeout(() => silent.abort(), silenceMs);
  try {
    const response = await ask(connection, '/v1/me/events', {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.any([stopped, silent.signal]),
    });
    // What changed between the last fetch and this moment was told to nobody.
    tell({ type: 'inventory' });
    if (response.body === null) return;
    for await (const heard of serverEvents(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), silenceMs);
      const event = heard === null ? null : liveEventOf(heard);
      if (event !== null) tell(event);
    }
  } finally {
    clearTimeout(timer);
  }
}

function liveEventOf({ event, data }: ServerEvent): LiveEvent | null {
  if (event === 'inventory' || event === 'switched') return { type: event };
  if (event === 'ended') return { type: 'ended', state: data.includes('"held"') ? 'held' : 'ended' };
  return null;
}

/** Waits, but not when the network comes back or the stream is closed. */
function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stopped.addEventListener('abort', end, { once: true, signal: over.signal });
    globalThis.addEventListener?.('online', end, { once: true, signal: over.signal });
    if (stopped.aborted) end();
  });
}
