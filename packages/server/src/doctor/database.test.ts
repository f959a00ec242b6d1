import type { StoreFacts } from '@rollcall/storage';
import { expect, test } from 'vitest';
import { examineDatabase } from './database.ts';

const engines: Readonly<Record<StoreFacts['engine'], StoreFacts>> = {
  sqlite: {
    engine: 'sqlite',
    version: '3.53.0',
    migrations: ['0001'],
    isWritable: true,
    synchronous: 'full',
    bytes: 4_096,
    freeBytes: 1e12,
    clock: null,
  },
  postgres: {
    engine: 'postgres',
    version: '17.2',
    migrations: ['0001'],
    isWritable: true,
    synchronous: 'on',
    bytes: 4_096,
    freeBytes: null,
    clock: 0,
  },
};

function said(engine: StoreFacts['engine'], synchronous: string) {
  const found = examineDatabase({ ...engines[engine], synchronous }, 0);
  return found.find(({ message }) => message.includes('synchronous'));
}

test.each([
  ['sqlite', 'full', 'A commit that was answered is on the disk (PRAGMA synchronous = full).'],
  ['postgres', 'remote_apply', 'A commit that was answered is on the disk (synchronous_commit = remote_apply).'],
] as const)('%s with %s keeps what it has answered, and its own setting is named', (engine, synchronous, message) => {
  expect(said(engine, synchronous)).toMatchObject({ level: 'ok', message });
});

test.each([
  ['sqlite', 'off', /^PRAGMA synchronous is off: after a crash of the machine .* restart it\.$/],
  ['sqlite', 'normal', /^PRAGMA synchronous is normal: after a power cut .* restart it\.$/],
  ['postgres', 'off', /^synchronous_commit is off: after a crash what .* Set it to on/],
  ['postgres', 'local', /^synchronous_commit is local: after a crash and a failover what .* Set it to on/],
] as const)('%s with %s may forget what was ended: a fault, with its remedy', (engine, synchronous, message) => {
  expect(said(engine, synchronous)).toMatchObject({ level: 'fault', message: expect.stringMatching(message) });
});
