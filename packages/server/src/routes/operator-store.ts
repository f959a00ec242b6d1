import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { HttpProblem } from '../problem-reply.ts';

/** The store as a whole: to be moved, or to be kept. */
export const operatorStore = ({ core, store }: House) =>
  ({
    'GET /operator/export': async () => Readable.from(store.write(core.clock.now()), { objectMode: false }),

    'GET /operator/backup': async ({ reply }) => {
      if (store.copy === null) {
        throw new HttpProblem(
          'conflict',
          'The store is on PostgreSQL, which is backed up with its own tools: pg_dump --format=custom --file=rollcall.dump "$ROLLCALL_DATABASE_URL"',
        );
      }
      const { path, remove } = await store.copy();
      const { size } = await stat(path);
      reply.header('content-length', size);
      return createReadStream(path).once('close', () => void remove());
    },
  }) satisfies Partial<Handlers>;
