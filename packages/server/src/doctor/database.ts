import type { StoreFacts } from '@rollcall/storage';
import { type Finding, findingsOf } from './finding.ts';

const { ok, warning, fault } = findingsOf('database');
const mebibyte = 1_048_576;
const leastFree = 256 * mebibyte;
const leastPostgres = 14;
const mostDriftMs = 1_000;

export function examineDatabase(facts: StoreFacts, now: number): Finding[] {
  const { engine, version, migrations, freeBytes, bytes } = facts;
  return [
    ok(
      `${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'} ${version}, ${inMebibytes(bytes)} MiB, up to migration ${migrations.at(-1)}.`,
    ),
    facts.isWritable ? ok('It takes writes.') : fault('It takes no writes: connect to the primary, not to a replica.'),
    durability(facts),
    ...(engine === 'sqlite' ? [ok('This process has locked the file: nothing else can write to it.')] : []),
    ...(freeBytes === null ? [] : [space(freeBytes)]),
    ...(engine === 'postgres' ? [oldness(version), clock(facts.clock, now)] : []),
    ok(
      'Nobody can notice when a hypervisor freezes every clock of a machine: do not pause or move live machines that verify.',
    ),
  ];
}

/** What each engine calls it, after what its weak settings may forget a commit, and how that is mended. */
const durabilities = {
  sqlite: {
    setting: 'PRAGMA synchronous',
    forgetsAfter: { off: 'a crash of the machine', normal: 'a power cut' },
    remedy: 'Rollcall sets it to full when it opens the file: restart it.',
  },
  postgres: {
    setting: 'synchronous_commit',
    forgetsAfter: { off: 'a crash', local: 'a crash and a failover' },
    remedy: 'Set it to on, or to remote_apply where you fail over.',
  },
} as const;

function durability({ engine, synchronous }: StoreFacts): Finding {
  const { setting, forgetsAfter, remedy } = durabilities[engine];
  const event = new Map<string, string>(Object.entries(forgetsAfter)).get(synchronous);
  if (event === undefined) return ok(`A commit that was answered is on the disk (${setting} = ${synchronous}).`);
  return fault(`${setting} is ${synchronous}: after ${event} what was ended may be good again. ${remedy}`);
}

function space(freeBytes: number): Finding {
  const free = `${inMebibytes(freeBytes)} MiB are free on its disk`;
  return freeBytes < leastFree ? fault(`Only ${free}: make room, or nothing can be ended soon.`) : ok(`${free}.`);
}

function oldness(version: string): Finding {
  if (Number.parseInt(version, 10) >= leastPostgres) return ok('Its version is one that this was tried on.');
  return warning(`PostgreSQL ${version} is older than ${leastPostgres}, the oldest that is looked after. Upgrade it.`);
}

function clock(theirs: number | null, ours: number): Finding {
  const drift = theirs === null ? 0 : Math.abs(theirs - ours);
  if (drift < mostDriftMs) return ok('Its clock and the one of this machine agree.');
  return warning(
    `Its clock and the one of this machine differ by ${Math.round(drift / 1_000)} s. Let both follow NTP.`,
  );
}

const inMebibytes = (bytes: number) => Math.round(bytes / mebibyte);
