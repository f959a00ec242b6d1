import { Listeners } from '../listeners.ts';
import type { Connection } from '../send.ts';
import { type LiveEvent, openEventStream } from './event-stream.ts';
import { shareAmongTabs } from './share-among-tabs.ts';

export interface LiveEvents {
  /** Opens the stream with the first listener and closes it with the last. Returns what takes this one out. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
}

/** The live events of one client: however many listeners, one stream. */
export function liveEvents(connection: Connection, onEvent: (event: LiveEvent) => void): LiveEvents {
  const listeners = new Listeners<LiveEvent>();
  listeners.add(onEvent);
  let count = 0;
  let close: (() => void) | null = null;
  return {
    subscribe(listener) {
      const remove = listeners.add(listener);
      count += 1;
      close ??= open(connection, (event) => listeners.tell(event));
      let done = false;
      return () => {
        if (done) return;
        done = true;
        remove();
        count -= 1;
        if (count > 0) return;
        close?.();
        close = null;
      };
    },
  };
}

/** Tabs of a browser share its cookie and therefore one stream; tabs with tokens may be signed in as different people. */
function open(connection: Connection, tell: (event: LiveEvent) => void): () => void {
  if (connection.getToken !== null) return openEventStream(connection, tell);
  const name = `rollcall-events:${connection.baseUrl}`;
  return shareAmongTabs(name, (tellAll) => openEventStream(connection, tellAll), tell);
}
