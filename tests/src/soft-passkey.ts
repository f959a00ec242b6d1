import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { NewPasskeyRequest, PasskeyRequest } from '@rollcall/api';

interface Manner {
  /** The page that asks; a browser writes it down, and no page can choose it. */
  readonly origin: string;
  /** Whether it asks for finger, face or PIN. */
  readonly verifiesUser?: boolean;
  /** Whether it counts its uses. */
  readonly counts?: boolean;
}

const userPresent = 0x01;
const userVerified = 0x04;
const backupEligible = 0x08;
const backedUp = 0x10;
const attested = 0x40;

/** An authenticator of our own (WebAuthn, ES256, no attestation), that can be told to lie. */
export class SoftPasskey {
  readonly id: Buffer;
  readonly #manner: Required<Manner>;
  readonly #key: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  #uses: number;

  constructor(manner: Manner, original?: SoftPasskey) {
    this.#manner = { verifiesUser: true, counts: true, ...manner };
    this.#key = original === undefined ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : original.#key;
    this.id = original?.id ?? randomBytes(32);
    this.#uses = original === undefined ? 0 : original.#uses;
  }

  /** A copy, as somebody would have it who took the private key; it may stand on another page. */
  copy(manner: Partial<Manner> = {}): SoftPasskey {
    return new SoftPasskey({ ...this.#manner, ...manner }, this);
  }

  get name(): string {
    return this.id.toString('base64url');
  }

  create({ challenge, rp }: Pick<NewPasskeyRequest, 'challenge' | 'rp'>, format = 'none') {
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' });
    const cose = cborMap([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const made = Buffer.concat([Buffer.alloc(16), length, this.id, cose]);
    const authData = Buffer.concat([this.#authenticatorData(rp.id, attested), made]);
    const statement =
      format === 'none'
        ? cborMap([])
        : cborMap([
            ['alg', -7],
            ['sig', Buffer.alloc(8)],
            ['x5c', [Buffer.alloc(8)]],
          ]);
    const attestation = Buffer.concat([
      Buffer.of(0xa3),
      cbor('fmt'),
      cbor(format),
      cbor('attStmt'),
      statement,
      cbor('authData'),
      cbor(authData),
    ]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  get({ challenge, rpId }: Pick<PasskeyRequest, 'challenge' | 'rpId'>) {
    if (this.#manner.counts) this.#uses += 1;
    const clientData = this.#clientData('webauthn.get', challenge);
    const authData = this.#authenticatorData(rpId, 0);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#key.privateKey).toString('base64url'),
    });
  }

  #answer<Response>(response: Response) {
    return { id: this.name, rawId: this.name, type: 'public-key', clientExtensionResults: {}, response } as const;
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#manner.origin, crossOrigin: false }));
  }

  #authenticatorData(rpId: string, more: number): Buffer {
    const verified = this.#manner.verifiesUser ? userVerified : 0;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#uses);
    const flags = Buffer.of(userPresent | verified | backupEligible | backedUp | more);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), flags, count]);
  }
}

type CborValue = number | string | Buffer | readonly Buffer[];

/** What of CBOR (RFC 8949) an attestation needs. */
function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(4, value.length), ...(value as readonly Buffer[]).map(cbor)]);
}

function cborMap(pairs: readonly (readonly [number | string, CborValue])[]): Buffer {
  return Buffer.concat([head(5, pairs.length), ...pairs.flatMap(([key, value]) => [cbor(key), cbor(value)])]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.of((major << 5) | count);
  if (count < 256) return Buffer.of((major << 5) | 24, count);
  return Buffer.of((major << 5) | 25, count >> 8, count & 0xff);
}
