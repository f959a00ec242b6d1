import { open, rename, rm, stat } from 'node:fs/promises';
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
  if ((await stat(path).catch(() => null)) !== null)
    throw new Failure('refused', `${path} is there already; name another file.`);
  const draft = `${path}.partial`;
  // Never into a file that somebody else has put there, nor through a link.
  const file = await open(draft, 'wx', 0o600).catch((error: Error) => {
    throw new Failure('refused', `${path} cannot be written (${error.message}).`);
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
