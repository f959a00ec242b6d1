import { statfsSync, statSync } from 'node:fs';
import type { StoreFacts } from '../../facts.ts';
import type { File } from './open-file.ts';

/** The pragma tells its number. */
const synchronousWords = ['off', 'normal', 'full', 'extra'];

export function factsOf(file: File): Omit<StoreFacts, 'migrations'> {
  const { bavail, bsize } = statfsSync(file.name);
  const synchronous = file.pragma('synchronous', { simple: true }) as number;
  return {
    engine: 'sqlite',
    version: file.prepare<[], string>('select sqlite_version()').pluck().get() ?? '',
    isWritable: file.pragma('query_only', { simple: true }) === 0,
    synchronous: synchronousWords[synchronous] ?? String(synchronous),
    bytes: statSync(file.name).size,
    freeBytes: bavail * bsize,
    clock: null,
  };
}
