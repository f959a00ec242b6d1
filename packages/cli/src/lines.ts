import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
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

/** Longer than any line that means something. What comes after that is not kept: a file may be a single line, and endless. */
const longestLine = 1_048_576;
const byteOrderMark = /^\uFEFF/;

/** A line ends at LF alone: what else may end one is allowed to stand inside JSON. */
async function* linesOf(path: string, cannot: (error: Error) => Failure): AsyncGenerator<Line> {
  let number = 0;
  let bytesSoFar = 0;
  let begun = '';
  const lineOf = (text: string): Line => {
    number += 1;
    return { number, text: number === 1 ? text.replace(byteOrderMark, '') : text, bytesSoFar };
  };
  try {
    for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
      const pieces = chunk.split('\n');
      const last = pieces.pop() ?? '';
      for (const piece of pieces) {
        bytesSoFar += Buffer.byteLength(piece) + 1;
        yield lineOf(joined(begun, piece));
        begun = '';
      }
      bytesSoFar += Buffer.byteLength(last);
      begun = joined(begun, last);
    }
  } catch (error) {
    throw error instanceof Failure ? error : cannot(error as Error);
  }
  if (begun !== '') yield lineOf(begun);
}

function joined(begun: string, more: string): string {
  return begun.length < longestLine ? begun + more : begun;
}
