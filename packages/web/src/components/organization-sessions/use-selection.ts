import { useState } from 'react';

/** As many as one request may name. */
const mostSelected = 200;

export interface Selection<Row> {
  /** Selected rows that are still there and may be chosen, in the order of the list. */
  readonly rows: readonly Row[];
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** Selects every row that is shown, up to as many as one request may name; or, where that is so already, none. */
  readonly toggleAll: () => void;
  readonly isAll: boolean;
  readonly clear: () => void;
}

/** Which rows of a list are selected; what disappears from the list is not selected any more. */
export function useSelection<Row extends { readonly id: string }>(choosable: readonly Row[]): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const rows = choosable.filter(({ id }) => ids.has(id)).slice(0, mostSelected);
  const shown = choosable.slice(0, mostSelected);
  const isAll = shown.length > 0 && shown.length === rows.length;
  return {
    rows,
    has: (id) => ids.has(id),
    toggle: (id) => setIds(ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : new Set([...ids, id])),
    toggleAll: () => setIds(isAll ? new Set() : new Set(shown.map(({ id }) => id))),
    isAll,
    clear: () => setIds(new Set()),
  };
}
