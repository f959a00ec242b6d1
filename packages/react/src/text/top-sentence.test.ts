import { describe, expect, it } from 'vitest';
import { exampleDevice, exampleSession, noon } from '../testing/example-devices.ts';
import { topSentence } from './top-sentence.ts';

const here = exampleDevice({ id: 'here', isCurrent: true });
const other = exampleDevice({ id: 'other' });
const fresh = exampleDevice({ id: 'fresh', isNew: true });
const held = exampleDevice({ id: 'held', sessions: [exampleSession({ state: 'held' })] });
const signedOut = exampleDevice({ id: 'out', sessions: [] });

describe('the sentence on top', () => {
  it('says that only this device is signed in, even when it is new', () => {
    const devices = [{ ...here, isNew: true }, signedOut];
    expect(topSentence({ devices, lastLookedAt: noon })).toEqual({ tone: 'calm', says: 'only-this' });
  });

  it('counts the devices that get in; held and signed-out ones do not', () => {
    expect(topSentence({ devices: [here, other, held, signedOut], lastLookedAt: noon })).toEqual({
      tone: 'calm',
      says: 'count',
      count: 2,
      lookedAt: noon,
    });
  });

  it('asks about a new device', () => {
    expect(topSentence({ devices: [here, other, fresh], lastLookedAt: noon })).toEqual({
      tone: 'look',
      says: 'one-new',
      device: fresh,
      count: 3,
    });
  });

  it('asks about several new ones together', () => {
    const devices = [here, fresh, { ...fresh, id: 'fresher' }];
    expect(topSentence({ devices, lastLookedAt: noon })).toEqual({
      tone: 'look',
      says: 'many-new',
      fresh: 2,
      count: 3,
    });
  });

  it('asks nothing at the first look, when everything is new', () => {
    expect(topSentence({ devices: [here, fresh], lastLookedAt: null })).toMatchObject({ tone: 'calm', lookedAt: null });
  });

  it('asks nothing about a new device that is signed out by now', () => {
    const devices = [here, other, { ...signedOut, isNew: true }];
    expect(topSentence({ devices, lastLookedAt: noon })).toMatchObject({ says: 'count', count: 2 });
  });

  it('does not call it nothing new while the new device is only held', () => {
    const devices = [here, other, { ...held, isNew: true }];
    expect(topSentence({ devices, lastLookedAt: noon })).toEqual({ tone: 'calm', says: 'new-held', count: 2 });
  });
});
