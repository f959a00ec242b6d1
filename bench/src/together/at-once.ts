import { type Side, spentHere } from '../measuring.ts';

/** How many callers are at it at any moment. */
const callers = 256;

/** So many are under way at any moment until all are done. */
export function atOnce(count: number, act: (index: number) => Promise<unknown>): Side {
  return () =>
    spentHere(count, async () => {
      let next = 0;
      const call = async () => {
        while (next < count) await act(next++);
      };
      await Promise.all(Array.from({ length: callers }, call));
    });
}
