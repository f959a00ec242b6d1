import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Failure } from './failure.ts';

/**
 * Writes what comes into a file for its owner alone. Until all of it is on the disk it has another name, so that a file of this
 * name is always whole; `isWhole` has the last word.
 */
export async function save(
  path: string,
  incoming: Readable,
  look: (chunk: Buffer) => void,
  isWhole: () => boolean,
): Promise<void> {
  const draft = `${path}.partial`;
  const file = await create(path, draft).catch((error: unknown) => {
    // The server would wait for ever for somebody who reads it.
    incoming.destroy();
    throw error;
  });
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      look(chunk);
      await file.writeFile(chunk);
    }
    if (!isWhole()) throw new Failure('notReachable', 'The server stopped in the middle. Nothing was kept; try again.');
    await file.sync();
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof Failure) throw error;
    throw new Failure('notReachable', `${path} could not be written (${(error as Error).message}).`);
  } finally {
    await file.close();
  }
}

/** Never into a file that somebody else has put there, nor through a link. */
async function create(path: string, draft: string): Promise<FileHandle> {
  if ((await stat(path).catch(() => null)) !== null)
    throw new Failure('refused', `${path} is there already; name another file.`);
  return open(draft, 'wx', 0o600).catch((error: Error) => {
    throw new Failure('refused', `${path} cannot be written (${error.message}).`);
  });
}
