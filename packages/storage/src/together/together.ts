import { atomically, type Connection } from '../connection.ts';
import { Group } from './group.ts';

type Work<Result> = (on: Connection) => Promise<Result>;

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How much is shared. */
export interface Sharing {
  /** How many share one transaction at most. */
  readonly members: number;
  /** How many such transactions are under way at once. */
  readonly transactions: number;
}

/** Runs what arrives in one turn, or while others are under way, in one transaction, and answers each after its commit. */
export class Together {
  readonly #on: Connection;
  readonly #sharing: Sharing;
  readonly #waiting: Waiting[] = [];
  #isGathering = false;
  #underWay = 0;

  constructor(on: Connection, sharing: Sharing) {
    this.#on = on;
    this.#sharing = sharing;
  }

  run<Result>(work: Work<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
      this.#gather();
    });
  }

  #gather(): void {
    if (this.#isGathering || this.#waiting.length === 0 || this.#underWay === this.#sharing.transactions) return;
    this.#isGathering = true;
    this.#underWay += 1;
    setImmediate(async () => {
      await this.#commitTogether();
      this.#underWay -= 1;
      this.#gather();
    });
  }

  async #commitTogether(): Promise<void> {
    let members: readonly Waiting[] | null = null;
    let isCommitting = false;
    try {
      const settled = await atomically(this.#on, async (on) => {
        members = this.#take();
        const settled = await settle(on, members);
        isCommitting = true;
        return settled;
      });
      for (const [index, member] of (members ?? []).entries()) answer(member, settled[index]);
    } catch (error) {
      const failed: readonly Waiting[] = members ?? this.#take();
      // What a commit that failed has done nobody knows, and whoever was alone has failed alone.
      if (isCommitting || failed.length === 1) for (const { reject } of failed) reject(error);
      else
        await Promise.all(failed.map(({ work, resolve, reject }) => atomically(this.#on, work).then(resolve, reject)));
    }
  }

  #take(): readonly Waiting[] {
    this.#isGathering = false;
    const taken = this.#waiting.splice(0, this.#sharing.members);
    this.#gather();
    return taken;
  }
}

async function settle(on: Connection, members: readonly Waiting[]): Promise<PromiseSettledResult<unknown>[]> {
  const works = members.map(({ work }) => work);
  const [first] = works;
  if (first === undefined || works.length > 1) return new Group(on).run(works);
  return [{ status: 'fulfilled', value: await first(on) }];
}

function answer({ resolve, reject }: Waiting, settled: PromiseSettledResult<unknown> | undefined): void {
  if (settled?.status === 'fulfilled') resolve(settled.value);
  else reject(settled?.reason);
}
