import { expect, test } from 'vitest';
import { examineProxies } from './proxies.ts';

const sessions = (...addresses: (string | null)[]) => addresses.map((firstAddress) => ({ firstAddress }));
const silent = { untrusted: 0, lastPeer: null };
const levelOf = (...input: Parameters<typeof examineProxies>) => examineProxies(...input).map(({ level }) => level);
const six = (address: string | null) => sessions(...Array.from({ length: 6 }, () => address));

test('All sessions from one private address, and a forwarding peer that is not trusted: it is the proxy', () => {
  const [finding] = examineProxies([], { untrusted: 9, lastPeer: '172.18.0.2' }, six('172.18.0.2'));
  expect(finding?.level).toBe('fault');
  expect(finding?.message).toMatch(/^All sessions seem to come from your proxy \(172\.18\.0\.2\): 9 requests/);
  expect(finding?.message).toContain('ROLLCALL_TRUSTED_PROXIES, most likely 172.18.0.2');
});

test('Without such a peer it is only likely; with few sessions, or public or different addresses, nothing is said', () => {
  expect(levelOf([], silent, six('10.0.0.1'))).toEqual(['warning']);
  expect(levelOf([], silent, six(null))).toEqual(['warning']);
  expect(levelOf([], silent, sessions('10.0.0.1', '10.0.0.1'))).toEqual(['ok']);
  expect(levelOf([], silent, six('198.51.100.7'))).toEqual(['ok']);
  expect(levelOf([], silent, [...six('10.0.0.1'), ...sessions('10.0.0.2')])).toEqual(['ok']);
  expect(levelOf([], { untrusted: 1, lastPeer: '10.0.0.9' }, six('198.51.100.7'))).toEqual(['warning']);
});
