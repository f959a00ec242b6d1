import type { Problem } from '@rollcall/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient, type LiveEvent } from '../index.ts';
import { type ServerEvent, serverEvents } from './server-events.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const streamOf = (...parts: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(bytes(part));
      controller.close();
    },
  });

async function read(...parts: string[]): Promise<(ServerEvent | null)[]> {
  return Array.fromAsync(serverEvents(streamOf(...parts)));
}

describe('server-sent events', () => {
  it('are read however they are cut', async () => {
    const text = ': \n\nevent: inventory\ndata: {}\n\nevent: ended\r\ndata: {"state":"held"}\r\n\r\n';
    const whole = await read(text);
    expect(whole).toEqual([null, { event: 'inventory', data: '{}' }, { event: 'ended', data: '{"state":"held"}' }]);
    expect(await read(...text)).toEqual(whole);
  });

  it('leave out what was cut off at the end', async () => {
    expect(await read('event: inventory\ndata: {}\n')).toEqual([]);
  });
});

describe('live events', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    vi.unstubAllGlobals();
  });

  /** A tab of a browser: a client of its own that listens. */
  function tab(fetch: typeof globalThis.fetch, getToken?: () => string) {
    const client = createClient({ baseUrl: 'https://id.example', fetch, getToken });
    const heard: LiveEvent[] = [];
    let signedOut = 0;
    client.onSignedOut(() => {
      signedOut += 1;
    });
    const stop = client.events.subscribe((event) => heard.push(event));
    stops.push(stop);
    return { heard, stop, signedOut: () => signedOut };
  }

  function openStream() {
    const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
    const fetch = async () =>
      new Response(new ReadableStream<Uint8Array>({ start: (controller) => void streams.push(controller) }));
    return { streams, fetch };
  }

  it('come over one stream for all tabs, and another tab takes over when the first one goes', async () => {
    const { streams, fetch } = openStream();
    const first = tab(fetch);
    await vi.waitFor(() => expect(first.heard).toHaveLength(1));
    const second = tab(fetch);
    streams[0]?.enqueue(bytes('event: inventory\ndata: {}\n\n'));
    await vi.waitFor(() => expect(second.heard).toEqual([{ type: 'inventory' }]));
    expect(streams).toHaveLength(1);
    first.stop();
    await vi.waitFor(() => expect(streams).toHaveLength(2));
  });

  it('tell every tab that the session is out', async () => {
    const { streams, fetch } = openStream();
    const first = tab(fetch);
    const second = tab(fetch);
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    streams[0]?.enqueue(bytes('event: ended\ndata: {"state":"held"}\n\n'));
    await vi.waitFor(() => expect(second.heard).toContainEqual({ type: 'ended', state: 'held' }));
    expect([first.signedOut(), second.signedOut()]).toEqual([1, 1]);
  });

  it('tell that the browser stands in another organization once it has the session there, and not that it is out', async () => {
    const { streams, fetch } = openStream();
    const only = tab(fetch);
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    streams[0]?.enqueue(bytes('event: switched\ndata: {}\n\n'));
    streams[0]?.close();
    await vi.waitFor(() => expect(only.heard).toEqual([{ type: 'inventory' }, { type: 'switched' }]), 5_000);
    expect([streams.length, only.signedOut()]).toEqual([2, 0]);
  });

  it('tell it too when the stream is refused', async () => {
    const refusal = { code: 'session_ended', status: 401, detail: '' } satisfies Partial<Problem>;
    const only = tab(async () => Response.json(refusal, { status: 401 }));
    await vi.waitFor(() => expect(only.heard).toEqual([{ type: 'ended', state: 'ended' }]));
    expect(only.signedOut()).toBeGreaterThan(0);
  });

  it('keep a stream for each tab where there are no locks', async () => {
    vi.stubGlobal('navigator', {});
    const { streams, fetch } = openStream();
    tab(fetch);
    tab(fetch);
    await vi.waitFor(() => expect(streams).toHaveLength(2));
  });

  it('keep a stream for each tab where each has a token, which may be somebody else’s', async () => {
    const { streams, fetch } = openStream();
    const first = tab(fetch, () => 'rcs_first');
    const second = tab(fetch, () => 'rcs_second');
    await vi.waitFor(() => expect(streams).toHaveLength(2));
    streams[0]?.enqueue(bytes('event: ended\ndata: {"state":"ended"}\n\n'));
    await vi.waitFor(() => expect(first.signedOut()).toBe(1));
    expect(second.signedOut()).toBe(0);
  });
});
