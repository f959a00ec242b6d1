import { returnPathPattern } from '@rollcall/api';

const longestPath = 2_000;
const shape = new RegExp(returnPathPattern);

/** Where a browser goes back to at a host: the path that was wanted where it can only be one of that very host. */
export function returnPath(wanted: string | null): string {
  return wanted !== null && wanted.length <= longestPath && shape.test(wanted) ? wanted : '/';
}
