/**
 * The value of a header out of Node's raw list; several of a name are joined. Its merged view drops the second Authorization
 * header without a word, and its view of distinct ones makes an array for each header of the request.
 */
export function headerOf(rawHeaders: readonly string[], name: string, joint: string): string | null {
  let joined: string | null = null;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const given = rawHeaders[index] as string;
    if (given.length !== name.length || given.toLowerCase() !== name) continue;
    const value = rawHeaders[index + 1] as string;
    joined = joined === null ? value : joined + joint + value;
  }
  return joined;
}
