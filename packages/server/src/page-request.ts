import type { Page, PageRequest } from '@rollcall/core';

const defaultLimit = 50;

export function pageRequest(query: { readonly after?: string; readonly limit?: number }): PageRequest {
  return { after: query.after ?? null, limit: query.limit ?? defaultLimit };
}

/** A keyset page, newest id first, of rows that are in memory already. */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { after, limit }: PageRequest,
): Page<Row> {
  const rest = rows
    .filter(({ id }) => after === null || id < after)
    .toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const page = rest.slice(0, limit);
  return { rows: page, next: rest.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** The page as the wire has it. */
export async function mapPage<Row, Wire>(
  { rows, next }: Page<Row>,
  map: (row: Row) => Promise<Wire>,
): Promise<{ rows: Wire[]; next: string | null }> {
  return { rows: await Promise.all(rows.map(map)), next };
}
