import type { LiveEvent } from './event-stream.ts';

type Tell = (event: LiveEvent) => void;

/**
 * One stream for all tabs of a browser: over HTTP/1.1 it has six connections to a host, and six open tabs would leave none.
 * Whoever holds the lock keeps the stream and passes on what it hears; when that tab goes, the next one gets the lock.
 * Without locks (a page that is no secure context) each tab keeps its own.
 */
export function shareAmongTabs(name: string, open: (tell: Tell) => () => void, tell: Tell): () => void {
  if (globalThis.navigator?.locks === undefined || globalThis.BroadcastChannel === undefined) return open(tell);
  const channel = new BroadcastChannel(name);
  channel.onmessage = (message: MessageEvent<LiveEvent>) => tell(message.data);
  const left = new AbortController();
  const lead = () =>
    new Promise<void>((resolve) => {
      if (left.signal.aborted) return resolve();
      const close = open((event) => {
        if (left.signal.aborted) return;
        channel.postMessage(event);
        tell(event);
      });
      left.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  navigator.locks.request(name, { signal: left.signal }, lead).catch(() => undefined);
  left.signal.addEventListener('abort', () => channel.close());
  return () => left.abort();
}
