import type { Page, PageRequest } from '@rollcall/core';

const largestPage = 200;

/** How many rows to ask for: one more than the page shows, to know whether there is another. */
export function rowsToRead(page: PageRequest): number {
  return Math.min(Math.max(1, Math.trunc(page.limit)), largestPage) + 1;
}

/** The page out of the rows that were read, newest id first. */
export function pageOf<Row extends { readonly id: string }>(read: readonly Row[], page: PageRequest): Page<Row> {
  const rows = read.slice(0, rowsToRead(page) - 1);
  return { rows, next: read.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}
