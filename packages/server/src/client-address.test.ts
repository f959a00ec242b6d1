import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress, comesFromProxy, isFromProxy, trustedProxies } from './client-address.ts';

const request = (remoteAddress: string | undefined, ...forwarded: string[]) =>
  ({
    socket: { remoteAddress },
    rawHeaders: forwarded.flatMap((value) => ['X-Forwarded-For', value]),
  }) as unknown as IncomingMessage;

const proxies = trustedProxies(['10.0.0.5', '192.168.0.0/16', 'fd00::/8']);

describe('clientAddress', () => {
  it.each([
    ['the peer itself', '203.0.113.9', [], '203.0.113.9'],
    ['an IPv4 address in IPv6 form', '::ffff:203.0.113.9', [], '203.0.113.9'],
    ['a peer that is no proxy and forwards', '203.0.113.9', ['1.2.3.4'], '203.0.113.9'],
    ['one proxy', '10.0.0.5', ['203.0.113.9'], '203.0.113.9'],
    ['a proxy in IPv6 form', '::ffff:10.0.0.5', ['203.0.113.9'], '203.0.113.9'],
    ['what the client wrote in front', '10.0.0.5', ['1.2.3.4, 203.0.113.9'], '203.0.113.9'],
    ['what the client wrote in a header before', '10.0.0.5', ['1.2.3.4', '203.0.113.9'], '203.0.113.9'],
    ['two proxies', 'fd00::1', ['203.0.113.9, 192.168.3.4'], '203.0.113.9'],
    ['with a port', '10.0.0.5', ['203.0.113.9:4711'], '203.0.113.9'],
    ['IPv6 with a port', '10.0.0.5', ['[2001:db8::1]:4711'], '2001:db8::1'],
    ['nonsense: the proxy stands for it', '10.0.0.5', ['<script>'], '10.0.0.5'],
    ['nothing: the proxy stands for it', '10.0.0.5', [], '10.0.0.5'],
  ])('%s', (_, peer, forwarded, expected) => {
    expect(clientAddress(request(peer, ...forwarded), proxies)).toBe(expected);
  });

  it('is null without a peer, as on a local socket', () => {
    expect(clientAddress(request(undefined), proxies)).toBeNull();
  });

  it('is what the proxy on a local socket forwards', () => {
    const forwarded = request(undefined, '203.0.113.9');
    comesFromProxy(forwarded.socket);
    expect(clientAddress(forwarded, proxies)).toBe('203.0.113.9');
    expect(isFromProxy(forwarded, proxies)).toBe(true);
    expect(isFromProxy(request(undefined, '203.0.113.9'), proxies)).toBe(false);
  });

  it('trusts nobody where nobody is configured', () => {
    expect(clientAddress(request('10.0.0.5', '1.2.3.4'), trustedProxies([]))).toBe('10.0.0.5');
  });
});
