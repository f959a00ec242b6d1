import { hash } from 'node:crypto';

/** What the server gives to core. */
export { systemChance as chance } from '../../packages/server/src/chance.ts';

/** Bytes that are the same in every run, by what they are for. */
export function bytesFor(purpose: string): Buffer {
  return hash('sha256', purpose, 'buffer');
}

/** A UUIDv7 of that moment, out of given random bytes. */
export function idAt(milliseconds: number, random: Uint8Array): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const rest = Buffer.from(random.subarray(0, 9)).toString('hex');
  const variant = '89ab'[(random[9] ?? 0) % 4];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6)}`;
}

/** The same order in every run. */
export function shuffled<Item>(items: readonly Item[], purpose: string): Item[] {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index--) {
    const other = bytesFor(`${purpose}:${index}`).readUInt32BE() % (index + 1);
    [shuffled[index], shuffled[other]] = [shuffled[other] as Item, shuffled[index] as Item];
  }
  return shuffled;
}
