const keyBytes = 32;
/** 2 MB when all are taken. */
const places = 65_536;

/**
 * Tokens whose credential was ended, by their hash, so that whoever tries one again and again does not reach the store.
 * Only an ending is final: a hold lapses, a use that another node saw lifts an idle session, and a looser policy one that
 * has expired (the sweeper ends it, and from then on it stands here). No credential is ever given back its life, and
 * none a token that another had. A later token takes the place of an earlier one, so that nothing has to be cleaned up.
 */
export class EndedTokens {
  readonly #bytes = Buffer.from(new ArrayBuffer(places * keyBytes));

  add(key: string): void {
    this.#bytes.write(key, placeOf(key), keyBytes, 'latin1');
  }

  has(key: string): boolean {
    const place = placeOf(key);
    for (let at = 0; at < keyBytes; at++) if (this.#bytes[place + at] !== key.charCodeAt(at)) return false;
    return true;
  }

  clear(): void {
    this.#bytes.fill(0);
  }
}

function placeOf(key: string): number {
  return keyBytes * (key.charCodeAt(0) + 256 * key.charCodeAt(1));
}
