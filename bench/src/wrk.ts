import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Asked } from './load.ts';

export interface Answered {
  readonly answered: number;
  readonly milliseconds: number;
}

/**
 * Sends the requests with wrk, which takes a fraction of what a server takes of the cores that both share, for that long or
 * until each was sent once. It looks at nothing but the status: whether the answers are right is asked beside.
 */
export async function fire(
  url: string,
  requests: readonly Asked[],
  { atOnce, seconds }: { readonly atOnce: number; readonly seconds: number },
): Promise<Answered> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-wrk-'));
  try {
    const file = join(folder, 'requests');
    writeFileSync(file, requests.map((request) => rawOf(new URL(url), request)).join(''), 'latin1');
    const how = ['-t', '1', '-c', String(atOnce), '-d', String(seconds), '-s', script];
    const { stdout } = await promisify(execFile)('wrk', [...how, url, '--', file, String(atOnce)]);
    return answeredOf(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const script = fileURLToPath(import.meta.resolve('./wrk.lua'));

function rawOf({ host, pathname, search }: URL, { headers }: Asked): string {
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

function answeredOf(output: string): Answered {
  const line = output.split('\n').find((line) => line.startsWith('{'));
  if (line === undefined) throw new Error(`wrk said nothing of what it found:\n${output}`);
  const { wrong, ...answered } = JSON.parse(line) as Answered & { wrong: number };
  if (wrong > 0) throw new Error(`${wrong} requests were not answered well.`);
  return answered;
}
