// A peer in a process of its own: `node peer-process.ts PROGRAM NEEDS`. Writes its cookies into its folder, one a line,
// and says its address when it listens.
import { writeFileSync } from 'node:fs';
import { cookiesIn } from './cookies-file.ts';
import type { Needs, Open } from './programs/program.ts';

const programs: Readonly<Record<string, () => Promise<{ readonly open: Open }>>> = {
  bare: () => import('./programs/bare.ts'),
  'better-auth': () => import('./programs/better-auth.ts'),
  'express-session': () => import('./programs/express-session.ts'),
  'fastify-session': () => import('./programs/fastify-session.ts'),
  'iron-session': () => import('./programs/iron-session.ts'),
  jwt: () => import('./programs/jwt.ts'),
};

const [, , name = '', json = '{}'] = process.argv;
const load = programs[name];
if (load === undefined) throw new Error(`There is no peer ${JSON.stringify(name)}.`);
const needs = JSON.parse(json) as Needs;
const { open } = await load();
const { cookies, listen } = await open(needs);
writeFileSync(cookiesIn(needs.folder), cookies.join('\n'));
process.stdout.write(`The peer listens on http://127.0.0.1:${await listen()}.\n`);
