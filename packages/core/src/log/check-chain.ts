import { beginning, type ChainMark, chainHashOf, commitmentOf, digestOf, type SealedEntry } from './chain.ts';

/**
 * What can be wrong with a chain. `changed` and `address_changed`: the line is not what was sealed. `removed`: no line has this
 * place. `moved`: this line was not sealed in this place. `cut_off`: the chain ends before a head that it had. `rewritten`: it is
 * whole, but not the chain that had this head.
 */
export const chainFaults = ['changed', 'address_changed', 'removed', 'moved', 'cut_off', 'rewritten'] as const;
export type ChainFault = (typeof chainFaults)[number];

/** The first place at which a chain is not what it was. */
export interface ChainBreak {
  readonly fault: ChainFault;
  readonly sequence: number;
  /** The line that stands there; `null` where none does. */
  readonly entryId: string | null;
  readonly at: number | null;
}

/** Takes a chain's lines one after the other and remembers where it broke first. */
export class ChainCheck {
  readonly #chainId: string;
  readonly #heads: readonly ChainMark[];
  readonly #from: ChainMark;
  #mark: ChainMark;
  #broken: ChainBreak | null = null;

  /** `heads`: what the chain is known to have been at some time. `from`: up to where it was checked before; no head lies behind that. */
  constructor(chainId: string, heads: readonly ChainMark[], from: ChainMark = beginning) {
    this.#chainId = chainId;
    this.#heads = heads;
    this.#from = from;
    this.#mark = from;
  }

  /** The last line that is good together with all before it. */
  get mark(): ChainMark {
    return this.#mark;
  }

  get broken(): ChainBreak | null {
    return this.#broken;
  }

  take(line: SealedEntry): void {
    if (this.#broken !== null) return;
    const fault = this.#faultOf(line);
    if (fault === null) {
      this.#mark = { sequence: line.seal.sequence, chainHash: line.seal.chainHash };
      return;
    }
    const sequence = this.#mark.sequence + 1;
    const isThere = fault !== 'removed';
    this.#broken = { fault, sequence, entryId: isThere ? line.id : null, at: isThere ? line.at : null };
  }

  /** Call after the last line. */
  end(): ChainBreak | null {
    const { sequence } = this.#mark;
    const isShorter = this.#heads.some((head) => head.sequence > sequence || head.sequence < this.#from.sequence);
    const atStart = this.#heads.filter((head) => head.sequence === this.#from.sequence);
    if (!atStart.every((head) => isSame(head.chainHash, this.#from.chainHash))) this.#break('rewritten', sequence);
    if (isShorter) this.#break('cut_off', sequence + 1);
    return this.#broken;
  }

  #break(fault: ChainFault, sequence: number): void {
    this.#broken ??= { fault, sequence, entryId: null, at: null };
  }

  #faultOf(line: SealedEntry): ChainFault | null {
    const { sequence, digest, chainHash, commitment } = line.seal;
    const expected = this.#mark.sequence + 1;
    if (sequence !== expected) return sequence > expected ? 'removed' : 'moved';
    if (!isAddressSealed(line)) return 'address_changed';
    if (!isSame(digest, digestOf(line, commitment))) return 'changed';
    if (!isSame(chainHash, chainHashOf(this.#chainId, sequence, this.#mark.chainHash, digest))) return 'moved';
    const known = this.#heads.filter((head) => head.sequence === sequence);
    return known.every((head) => isSame(head.chainHash, chainHash)) ? null : 'rewritten';
  }
}

/** An address stands with its salt, or both are erased. */
function isAddressSealed({ address, seal: { salt, commitment } }: SealedEntry): boolean {
  if (address === null) return salt === null;
  return salt !== null && commitment !== null && isSame(commitment, commitmentOf(salt, address));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
