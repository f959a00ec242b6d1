import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::', '::'],
])('%s is the address %s', (text, spelling) => {
  expect(parseAddress(text)?.toString()).toBe(spelling);
});

test.each([
  '',
  '1.2.3',
  '127.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '2130706433',
  '1.2.3.4.5',
  '1.2.3.256',
  '1.2.3.4 ',
  '203.0.113.7:443',
  '[::1]',
  ':::',
  ':',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '12345::',
  'g::',
  '::ffff:0x7f.0.0.1',
  '::ffff:127.1',
  '::ffff:1.2.3.04',
  '1.2.3.4::',
  'localhost',
])('%s is read just as Node reads it', (text) => {
  expect(parseAddress(text) === null).toBe(isIP(text) === 0);
});
