/** A page by keyset: `after` is the id of the last row seen; rows come newest id first. */
export interface PageRequest {
  readonly after: string | null;
  /** 1 to 200 rows. */
  readonly limit: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** What to pass as `after` for the next page; `null` on the last. */
  readonly next: string | null;
}
