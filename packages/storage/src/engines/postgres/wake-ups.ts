import { setTimeout as wait } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { connectionConfig } from './pool.ts';

const channel = 'rollcall_wake';
const firstWaitMs = 100;
const longestWaitMs = 5_000;

/** NOTIFY and LISTEN. Only hints: nothing may depend on any of them being heard. */
export interface WakeUps {
  wake(): Promise<void>;
  onWake(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Listens on one connection of its own, from the first listener on, and connects again whenever it is lost. */
export function wakeUps(url: string, pool: Pool): WakeUps {
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  const callAll = () => {
    for (const listener of listeners) listener();
  };
  let listening: Promise<void> | null = null;
  return {
    wake: async () => {
      await pool.query(`notify ${channel}`).catch(() => {});
    },
    onWake: (listener) => {
      listeners.add(listener);
      listening ??= keepListening(url, callAll, closing.signal);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closing.abort();
      await listening;
    },
  };
}

async function keepListening(url: string, onHint: () => void, closing: AbortSignal): Promise<void> {
  let waitMs = firstWaitMs;
  while (!closing.aborted) {
    const heard = await listenUntilLost(url, onHint, closing);
    waitMs = heard ? firstWaitMs : Math.min(2 * waitMs, longestWaitMs);
    if (!closing.aborted) await wait(waitMs, undefined, { signal: closing, ref: false }).catch(() => {});
  }
}

/** Whether it got as far as listening. Whatever was missed before is made up for by calling once it listens. */
async function listenUntilLost(url: string, onHint: () => void, closing: AbortSignal): Promise<boolean> {
  const client = new Client(connectionConfig(url));
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
    closing.addEventListener('abort', () => resolve(), { once: true });
  });
  client.on('notification', onHint);
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
    onHint();
    await lost;
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
