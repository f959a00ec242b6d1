import { describe, expect, it } from 'vitest';
import { englishWords } from '../testing/english-words.ts';
import { exampleClient } from '../testing/example-devices.ts';
import { describeClient, deviceName } from './describe-client.ts';

const t = await englishWords();

describe('a client in words', () => {
  it('says browser and system with their first numbers', () => {
    expect(describeClient(t, exampleClient())).toBe('Chrome 156 on Windows 11');
  });

  it('leaves out what is not known', () => {
    expect(describeClient(t, exampleClient({ systemVersion: null }))).toBe('Chrome 156 on Windows');
    expect(describeClient(t, exampleClient({ systemName: null }))).toBe('Chrome 156');
    expect(describeClient(t, exampleClient({ browserName: null }))).toBe('Windows 11');
    expect(describeClient(t, exampleClient({ browserVersion: '', systemName: null }))).toBe('Chrome');
  });

  it('says so where nothing is known', () => {
    const unknown = { browserName: null, browserVersion: null, systemName: null, systemVersion: null };
    expect(describeClient(t, exampleClient({ ...unknown, type: 'unknown' }))).toBe('Unknown browser');
    expect(describeClient(t, exampleClient({ ...unknown, type: 'program' }))).toBe('Unknown program');
  });
});

describe('the name of a device', () => {
  const named = (name: string | null, client: Parameters<typeof exampleClient>[0] = {}) =>
    deviceName(t, { name, client: exampleClient(client) });

  it("is its owner's own, if there is one", () => {
    expect(named('Kitchen iPad', { model: 'iPad' })).toBe('Kitchen iPad');
  });

  it("is otherwise the maker's, or the kind with its system", () => {
    expect(named(null, { model: 'Pixel 9', type: 'phone' })).toBe('Pixel 9');
    expect(named(null, { systemName: 'macOS' })).toBe('Mac');
    expect(named(null, { systemName: 'iOS', type: 'phone' })).toBe('iPhone');
    expect(named(null, { systemName: 'iPadOS', type: 'tablet' })).toBe('iPad');
    expect(named(null)).toBe('Windows computer');
    expect(named(null, { systemName: 'Android', type: 'phone' })).toBe('Android phone');
  });

  it('is the name of a program, or just the kind', () => {
    expect(named(null, { type: 'program', browserName: 'curl' })).toBe('curl');
    expect(named(null, { type: 'unknown', systemName: null })).toBe('Unknown device');
  });
});
