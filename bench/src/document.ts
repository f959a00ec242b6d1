import { availableParallelism, cpus, loadavg } from 'node:os';
import { peerTablesOf, stalenessTableOf } from './peers/report.ts';
import { legendOf, tableOf } from './report.ts';
import type { Run } from './run.ts';

/** The latest figures as a page of the documentation. */
export function documentOf({ floors, peers, staleness }: Run, now: Date): string {
  return `# How fast it is

Each figure stands beside a floor: the least that could do the same, written by hand and measured in the same run, in rounds that take turns. Ours and the floor's are medians of the rounds; their ratio is the median of what each pair of neighboring rounds gave. CPU is the processor time of one operation in the process that does it; the rate is how many there were in a second.

Measured on ${now.toISOString().slice(0, 10)} with \`npm run bench -- --write\`: Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${process.platform}, ${loadavg()[0]?.toFixed(1)} processes at work on average in the last minute (the bench itself is one to two). 100,000 live sessions; the lists out of 1,000,000.

${tableOf(floors)}

${legendOf(floors)}

## Beside peers

${peerTablesOf(peers)}

## How long an ended session is believed

${stalenessTableOf(staleness ?? [])}

## What this does not show

- **Other machines.** Load and servers share the cores here, so that rates over HTTP are those of a small machine, and the speed of a commit is that of its disk. Only the ratios are meant to travel.
- **PostgreSQL.** All of it is SQLite; verifying from memory is the same on both.
- **The network, TLS and reverse proxies.** Requests come over the loopback, on connections that stay open.
- **Signing in as people know it.** Hashing the password is left out: about 13 ms by intent.
- **Ended sessions.** Every session of these stores is live; history makes a store larger.
- **A miss under load.** Questions to the store are asked one after the other.
`;
}
