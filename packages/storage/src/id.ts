declare const branded: unique symbol;

/** An id as queries take it. Columns of ids can be compared with nothing else, so no query can forget `id()`. */
export type Id = string & { readonly [branded]: true };

const shape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const nobody = '00000000-0000-0000-0000-000000000000' as Id;

/**
 * The id that a text means. What is no UUID becomes the nil UUID, which nothing has: ids come from paths and cookies, and
 * "not found" is the answer on both engines, where PostgreSQL alone would fail.
 */
export function id(text: string): Id {
  return shape.test(text) ? (text.toLowerCase() as Id) : nobody;
}
