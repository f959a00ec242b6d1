import { hashOfBytes, hashOfText } from './text-hash.ts';

export const notFound = -1;

/** Rows of texts as bytes, and where in each row the text begins and ends that it is found by. */
export interface IndexedText {
  readonly bytes: Uint8Array;
  readonly rowBytes: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Finds rows by one of their texts: open addressing, the next place where one is taken. It has its full size from the
 * beginning, so it never grows: what nobody has written to yet takes no room in the machine's memory.
 */
export class TextIndex {
  readonly #text: IndexedText;
  /** The row at each place, counted from one; 0 is an empty place. */
  readonly #places: Uint32Array;
  readonly #lastPlace: number;

  constructor(text: IndexedText, mostRows: number) {
    this.#text = text;
    this.#places = new Uint32Array(roomyPowerOfTwo(mostRows));
    this.#lastPlace = this.#places.length - 1;
  }

  /** The row with that text, or `notFound`. */
  find(text: string): number {
    for (let place = hashOfText(text) & this.#lastPlace; ; place = (place + 1) & this.#lastPlace) {
      const row = (this.#places[place] ?? 0) - 1;
      if (row === notFound || this.#isOf(row, text)) return row;
    }
  }

  /** Call once the text stands in the row. */
  add(row: number): void {
    let place = this.#homeOf(row);
    while (this.#places[place] !== 0) place = (place + 1) & this.#lastPlace;
    this.#places[place] = row + 1;
  }

  /** Call while the text still stands there. Moves up what lies further from its own place, so that no gap misleads. */
  remove(row: number): void {
    let gap = this.#homeOf(row);
    while (this.#places[gap] !== row + 1) gap = (gap + 1) & this.#lastPlace;
    for (let place = (gap + 1) & this.#lastPlace; this.#places[place] !== 0; place = (place + 1) & this.#lastPlace) {
      const other = this.#places[place] ?? 0;
      const home = this.#homeOf(other - 1);
      if (((place - home) & this.#lastPlace) < ((place - gap) & this.#lastPlace)) continue;
      this.#places[gap] = other;
      gap = place;
    }
    this.#places[gap] = 0;
  }

  clear(): void {
    this.#places.fill(0);
  }

  #homeOf(row: number): number {
    const { bytes, rowBytes, to } = this.#text;
    return hashOfBytes(bytes, row * rowBytes + to) & this.#lastPlace;
  }

  #isOf(row: number, text: string): boolean {
    const { bytes, rowBytes, from, to } = this.#text;
    const begin = row * rowBytes + from;
    for (let at = 0; at < to - from; at++) if (bytes[begin + at] !== text.charCodeAt(at)) return false;
    return true;
  }
}

/** The power of two that holds so many with as many places empty, so that few lie away from their own. */
function roomyPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(2 * Math.max(count, 1)));
}
