import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Failure } from './failure.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** How much of the file has been read with it. */
  readonly bytesSoFar: number;
}

export interface Lines {
  readonly bytes: number;
  readonly lines: AsyncIterable<Line>;
}

/** The lines of a file, however long it is. */
export async function openLines(path: string): Promise<Lines> {
  const cannot = ({ message }: Error) => new Failure('usage', `${path} cannot be read (${message}).`);
  const facts = await stat(path).catch((error: Error) => {
    throw cannot(error);
  });
  if (!facts.isFile()) throw new Failure('usage', `${path} is no file.`);
  return { bytes: facts.size, lines: linesOf(path, cannot) };
}

async function* linesOf(path: string, cannot: (error: Error) => Failure): AsyncGenerator<Line> {
  const stream = createReadStream(path, 'utf8');
  // The interface does not hand on what its stream could not read: the loop would end as if all were there.
  let failure: Error | null = null;
  stream.once('error', (error) => {
    failure = error;
  });
  let number = 0;
  let bytesSoFar = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    bytesSoFar += Buffer.byteLength(text) + 1;
    yield { number, text, bytesSoFar };
  }
  if (failure !== null) throw cannot(failure);
}
