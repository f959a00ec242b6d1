import { describe, expect, it } from 'vitest';
import { type Stream, type StreamState, Streams } from './events.ts';

/** Streams whose store answers when it is told to. */
function scene() {
  const answers: ((state: StreamState) => void)[] = [];
  let isCurrent = true;
  const streams = new Streams({
    stateOf: () => new Promise((resolve) => answers.push(resolve)),
    isCurrent: () => isCurrent,
  });
  const open = (credentialId: string, accountId = 'account') => {
    const page = { written: [] as string[], isClosed: false };
    const stream: Stream = {
      credentialId,
      accountId,
      address: null,
      write: (text) => page.written.push(text),
      close: () => {
        page.isClosed = true;
      },
    };
    const remove = streams.add(stream);
    return Object.assign(page, { remove });
  };
  const answerAll = async (state: StreamState) => {
    for (const answer of answers.splice(0)) answer(state);
    await new Promise(setImmediate);
  };
  return {
    streams,
    open,
    answerAll,
    expire: () => {
      isCurrent = false;
    },
  };
}

const evicting = (id: string) => [{ kind: 'credential' as const, id }];

describe('event streams', () => {
  it('one whose session may have ended writes nothing until the store has spoken', async () => {
    const { streams, open, answerAll } = scene();
    const page = open('one');
    await answerAll('active');
    streams.evicted(evicting('one'));
    streams.inventoryChanged('account');
    expect(page.written).toEqual([]);
    await answerAll('active');
    expect(page.written).toEqual(['event: inventory\ndata: {}\n\n']);
    expect(page.isClosed).toBe(false);
  });

  it.each(['ended', 'held'] as const)('one whose session is %s is told so and closed', async (state) => {
    const { streams, open, answerAll } = scene();
    const page = open('one');
    await answerAll('active');
    streams.evicted(evicting('one'));
    const settled = streams.settled();
    await answerAll(state);
    await settled;
    expect(page.written).toEqual([`event: ended\ndata: {"state":"${state}"}\n\n`]);
    expect(page.isClosed).toBe(true);
    expect(streams.size).toBe(0);
  });

  it('an answer that was asked for before a second eviction decides nothing', async () => {
    const { streams, open, answerAll } = scene();
    const page = open('one');
    await answerAll('active');
    streams.evicted(evicting('one'));
    const stale = answerAll('active');
    streams.evicted(evicting('one'));
    streams.inventoryChanged('account');
    await stale;
    expect(page.written).toEqual([]);
    await answerAll('ended');
    expect(page.isClosed).toBe(true);
  });

  it('an account’s eviction is about its own streams alone; losing touch is about all', async () => {
    const { streams, open, answerAll } = scene();
    const [mine, other] = [open('one', 'mine'), open('two', 'other')];
    await answerAll('active');
    streams.evicted([{ kind: 'account', id: 'mine' }]);
    await answerAll('ended');
    expect([mine.isClosed, other.isClosed]).toEqual([true, false]);
    streams.evicted('all');
    await answerAll('ended');
    expect(other.isClosed).toBe(true);
  });

  it('where the store is out of reach it is closed, and nothing is said that may be wrong', async () => {
    const { streams, open, answerAll } = scene();
    const page = open('one');
    streams.beat();
    await answerAll('unknown');
    expect(page).toMatchObject({ written: [], isClosed: true });
  });

  it('without a lease changes wait', async () => {
    const { streams, open, answerAll, expire } = scene();
    const page = open('one');
    await answerAll('active');
    expire();
    streams.inventoryChanged('account');
    expect(page.written).toEqual([]);
  });

  it('beats while it is open', async () => {
    const { streams, open, answerAll } = scene();
    const page = open('one');
    await answerAll('active');
    streams.beat();
    expect(page.written).toEqual([': \n\n']);
    page.remove();
    streams.beat();
    expect(page.written).toHaveLength(1);
  });

  it('after the end no new one stays open', () => {
    const { streams, open } = scene();
    streams.closeAll();
    expect(open('one').isClosed).toBe(true);
  });
});
