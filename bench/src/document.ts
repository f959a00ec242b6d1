import { availableParallelism, cpus, loadavg } from 'node:os';
import { peerTablesOf, stalenessTableOf } from './peers/report.ts';
import { legendOf, tableOf } from './report.ts';
import type { Run } from './run.ts';
import { versions } from './versions.ts';

/** The latest figures as a page of the documentation. */
export function documentOf({ floors, peers, staleness }: Run, now: Date): string {
  return `# How fast it is

Measured on ${now.toISOString().slice(0, 10)} with \`npm run bench -- --write\`: Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${process.platform}, ${loadavg()[0]?.toFixed(1)} processes at work on average in the last minute (the bench itself is one to three). 100,000 live sessions in each store; the lists out of 1,000,000.

CPU is the processor time of one operation in the process that does it; the rate is how many there were in a second. Whatever is compared is measured in the same run, in rounds that take turns; rates over HTTP (\`http-verify\`, \`peers-misses\`) are asked for by wrk. Each figure is the median of its rounds; a ratio is the median of what each pair of neighboring rounds gave.

## Beside the least that could do the same

A floor is written by hand and does nothing but what it must.

${tableOf(floors)}

${legendOf(floors)}

## Beside peers

Each peer runs in a process of its own, as its documentation sets it up for production, in an application that does nothing else; the client, the machine and Node are the same for all. Run were ${versions()}.

"With all beside" is everything that the processes spent from the first round to the last, divided by the requests: the peer's store where it is a process of its own, and of ours the writing of last activity, which falls between the requests.

${peerTablesOf(peers)}

Over HTTP the check of a session is the smaller part of a request to ours: node:http itself, which reads the request and writes the answer, is most of it. So \`peers-http\` tells three things apart. *Times better* is the whole request as it is. *At the most* is what anything on node:http could reach there, by answering without looking at the cookie. And the *check* is what is left of both when that is taken away, which is what the budget holds. Where a budget is higher than *at the most*, no server on node:http can hold it on whole requests, ours neither.

## How long an ended session is believed

Somebody has a copy of a cookie, and its owner signs out. From the moment that this is answered, the copy is tried ten times a second until it is refused. And a request that has read the session is still at work when its owner signs out, then changes something and ends: is a session good afterwards that was ended?

${stalenessTableOf(staleness ?? [])}

- **express-session** and **@fastify/session** save the session at the end of a request, whether it still exists or not; so a request in flight brings it back, for whoever has the cookie.
- **better-auth** with its cookie cache believes the cookie without asking its store. A request in flight that changes the account is answered with a fresh one, for another five minutes; so is, until then, whoever has the copy.
- **JWT** and **iron-session** have nothing to take back. Signing out clears the cookie of one browser; a copy is good until it expires, iron-session's for a minute longer. A request in flight seals the session anew.
- **Rollcall** answers a sign-out when no verifier believes the session any more ([the protocol](security/revocation.md)). Its request in flight is a change whose body comes after the sign-out; last activity, which is written late, is waited for too.

## What this does not show

- **Other machines.** Load and servers share the cores here, so that rates over HTTP are those of a small machine, and the speed of a commit is that of its disk. Only the ratios are meant to travel.
- **The whole price of a service of its own.** A peer is a library within the application. Rollcall is asked, by a proxy or by the application, and asking costs them something too; what it costs nginx is in \`behind-nginx\`.
- **Other figures on PostgreSQL.** Floors are measured there for \`coalesced-misses\` and where the name ends in \`-postgres\`, on SQLite for the others; verifying from memory is the same on both.
- **The network and TLS.** Requests come over the loopback, on connections that stay open.
- **Signing in as people know it.** Hashing the password is left out: about 13 ms by intent.
- **Ended sessions.** Every session of these stores is live; history makes a store larger.
- **A miss under load on SQLite.** There questions to the store are asked one after the other.
- **All that peers can do.** They are asked for one thing, which is what each request of an application asks for; a session of some can hold more than the id of a user.
`;
}
