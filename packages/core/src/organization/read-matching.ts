import type { Page, PageRequest } from '../page.ts';

/** How many pages are read for one, where what is wanted shows only after reading. */
const mostReads = 20;
const readAtOnce = 200;

/** One page of those that match, read by as many as it takes, up to a bound: from there the next one goes on. */
export async function readMatching<Row extends { readonly id: string }>(
  read: (page: PageRequest) => Promise<Page<Row>>,
  page: PageRequest,
  matches: ((row: Row) => boolean) | null,
): Promise<Page<Row>> {
  if (matches === null) return read(page);
  const rows: Row[] = [];
  let after = page.after;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const some = await read({ after, limit: readAtOnce });
    rows.push(...some.rows.filter(matches));
    if (rows.length > page.limit) return { rows: rows.slice(0, page.limit), next: rows[page.limit - 1]?.id ?? null };
    if (some.next === null) return { rows, next: null };
    after = some.next;
  }
  return { rows, next: after };
}
