import { parseAddress } from '@rollcall/core';
import { expect, test } from 'vitest';
import { isPrivate, networkOf } from './network.ts';

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['203.0.113.255', '203.0.113.0/24'],
  ['::ffff:203.0.113.7', '203.0.113.0/24'],
  ['::FFFF:203.0.113.7', '203.0.113.0/24'],
  ['::ffff:cb00:7107', '203.0.113.0/24'],
  ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.0/24'],
  ['127.0.0.1', '127.0.0.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::203.0.113.7', '203.0.113.0/24'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
])('%s counts in %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  null,
  '',
  'unknown',
  '127.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '2130706433',
  '203.0.113.7:443',
  '[::1]',
  '1.2.3',
])('%s is no address, and all such count together', (address) => {
  expect(networkOf(address)).toBe('unknown');
});

test.each([
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['192.168.1.1', true],
  ['127.0.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['::', true],
  ['::1', true],
  ['fe80::1', true],
  ['fd12:3456::1', true],
  ['::ffff:10.0.0.1', true],
  ['100.128.0.1', false],
  ['172.32.0.1', false],
  ['8.8.8.8', false],
  ['2001:6b0::1', false],
])('Whether %s is of a local network: %s', (address, answer) => {
  const parsed = parseAddress(address);
  expect(parsed !== null && isPrivate(parsed)).toBe(answer);
});
