/** Both kinds of text that are looked up (a token's SHA-256, a UUID) are random in their last characters. */
const hashed = 8;

/** Spreads over 32 bits a text of characters below 256. Nobody chooses such texts: the tokens and ids are ours. */
export function hashOfText(text: string): number {
  const from = text.length - hashed;
  return mixed(
    word(text.charCodeAt(from), text.charCodeAt(from + 1), text.charCodeAt(from + 2), text.charCodeAt(from + 3)),
    word(text.charCodeAt(from + 4), text.charCodeAt(from + 5), text.charCodeAt(from + 6), text.charCodeAt(from + 7)),
  );
}

/** The same of a text that lies in memory as bytes, by where it ends. */
export function hashOfBytes(bytes: Uint8Array, end: number): number {
  const from = end - hashed;
  return mixed(
    word(bytes[from] ?? 0, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0, bytes[from + 3] ?? 0),
    word(bytes[from + 4] ?? 0, bytes[from + 5] ?? 0, bytes[from + 6] ?? 0, bytes[from + 7] ?? 0),
  );
}

function word(one: number, two: number, three: number, four: number): number {
  return one | (two << 8) | (three << 16) | (four << 24);
}

function mixed(one: number, other: number): number {
  const product = Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b);
  const folded = Math.imul(product ^ (product >>> 15), 0x2c1b3c6d);
  return (folded ^ (folded >>> 13)) >>> 0;
}
