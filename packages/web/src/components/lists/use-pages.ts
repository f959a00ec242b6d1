import { useEffect, useState } from 'react';

interface Paged<Row> {
  readonly data: { readonly pages: readonly { readonly rows: readonly Row[] }[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly error: Error | null;
  readonly fetchNextPage: () => Promise<unknown>;
}

export interface Pages<Row> {
  /** `undefined` until the first page is there. */
  readonly rows: readonly Row[] | undefined;
  readonly hasMore: boolean;
  readonly showMore: () => void;
  /** A filter leaves little, and what is further back is being looked through. */
  readonly isLooking: boolean;
}

/** As many as fill a screen. Where a filter leaves fewer, the list goes on looking by itself. */
const enough = 25;
/** How far back a list looks by itself, in pages. */
const mostLooks = 100;

/** Keeps one page ahead of what is shown, so that showing more never waits. */
export function usePages<Row>(list: Paged<Row>, enoughRows = enough): Pages<Row> {
  const [wanted, setWanted] = useState(1);
  const pages = list.data?.pages;
  const shown = pages === undefined ? 0 : fill(pages, wanted, enoughRows);
  const rows = pages?.slice(0, shown).flatMap((page) => page.rows);
  const isShort = rows !== undefined && rows.length < enoughRows && shown < mostLooks;
  const { hasNextPage, isFetchingNextPage, error, fetchNextPage } = list;
  const isBehind = pages !== undefined && pages.length <= shown;
  useEffect(() => {
    if (isBehind && hasNextPage && !isFetchingNextPage && error === null && shown < mostLooks + wanted) {
      void fetchNextPage();
    }
  }, [isBehind, hasNextPage, isFetchingNextPage, error, fetchNextPage, shown, wanted]);
  return {
    rows,
    hasMore: pages !== undefined && (pages.length > shown || hasNextPage),
    showMore: () => setWanted(shown + 1),
    isLooking: isShort && hasNextPage && error === null,
  };
}

/** How many pages are shown: those wanted, and more where they are nearly empty. */
function fill(pages: readonly { readonly rows: readonly unknown[] }[], wanted: number, enoughRows: number): number {
  let shown = Math.min(wanted, pages.length);
  const count = () => pages.slice(0, shown).reduce((sum, { rows }) => sum + rows.length, 0);
  while (shown < pages.length && count() < enoughRows) shown += 1;
  return shown;
}
