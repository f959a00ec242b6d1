import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress, smallestFor } from './compress.ts';

const text = Buffer.from('lighthouse '.repeat(1_000));
const script = compress(text, 'text/javascript; charset=utf-8');

describe('smallestFor', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5', 'br'],
    ['BR', 'br'],
    ['identity', null],
    ['brotli', null],
    ['', null],
    [undefined, null],
  ])('%j gets %j', (accepted, encoding) => {
    expect(smallestFor(script, accepted).encoding).toBe(encoding);
  });

  it('gives back what went in', () => {
    expect(brotliDecompressSync(smallestFor(script, 'br').body)).toEqual(text);
    expect(gunzipSync(smallestFor(script, 'gzip').body)).toEqual(text);
  });

  it('leaves alone what is small or packed already', () => {
    expect(compress(Buffer.from('a'), 'text/css').br).toBeNull();
    expect(compress(text, 'font/woff2').gzip).toBeNull();
  });
});
