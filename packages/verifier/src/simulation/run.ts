import { type Credential, driftMarginMs, leaseMs, type Subject } from '@rollcall/core';
import { createJanitor } from '../janitor.ts';
import type { Connection } from './connection.ts';
import { History, type SeenRevoke } from './history.ts';
import { ann, ben, home } from './ids.ts';
import { type Machine, settled } from './machine.ts';
import { type Node, World } from './world.ts';

/** Everything that can happen to two nodes, a revoker and their store, in any order. Numbers choose among what there is. */
export type Step =
  | { readonly do: 'verify'; readonly node: number; readonly credential: number }
  | { readonly do: 'revoke'; readonly subject: number }
  | { readonly do: 'issue'; readonly account: number }
  | { readonly do: MessageStep; readonly message: number }
  | { readonly do: TimeStep; readonly node: number; readonly milliseconds: number }
  | { readonly do: 'jump'; readonly node: number; readonly milliseconds: number }
  | { readonly do: 'tidy' };

/** `answer` is the store's doing and the reply's arrival with nothing in between. */
export type MessageStep = 'execute' | 'deliver' | 'lose' | 'answer';
export type TimeStep = 'pass' | 'stall' | 'suspend';

/** Two nodes, a revoker and a janitor on one store, and what is seen of them. */
export class Run {
  readonly world = new World();
  readonly history = new History();
  readonly #nodes: readonly Node[];
  readonly #revoker = this.world.revoker();
  readonly #janitor: ReturnType<typeof createJanitor>;
  readonly #janitorStore = this.world.connection();
  readonly #issued: { token: string; credential: Credential }[] = [];
  readonly #answers: SeenRevoke[] = [];

  /** Clocks may drift apart by nearly as much as the margin allows: one node's run slow, the other's fast. */
  constructor(wakeUps: boolean) {
    this.world.bell.isOn = wakeUps;
    const slow = leaseMs / (leaseMs + driftMarginMs - 1);
    this.#nodes = [this.world.node({}, slow), this.world.node({ mostEntries: 2 }, 1 / slow)];
    const { machine } = this.#revoker;
    const monotonic = (): number => machine.monotonic();
    this.#janitor = createJanitor({ store: this.#janitorStore, timers: machine, monotonic });
    for (const account of [0, 0, 1]) this.#issue(account);
  }

  /** Both nodes know every credential; from now on nothing arrives unless a step says so. */
  async begin(): Promise<void> {
    for (const node of this.#nodes) await node.verifier.start();
    for (const node of this.#nodes) for (const { token } of this.#issued) await node.verify(token);
    await settled();
    this.#holdMessages(true);
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'verify') this.#verify(pick(this.#nodes, next.node), pick(this.#issued, next.credential));
    else if (next.do === 'revoke') this.#revoke(pick(this.#subjects(), next.subject));
    else if (next.do === 'issue') this.#issue(next.account);
    else if (next.do === 'tidy') void this.#janitor.tidy().catch(() => {});
    else if (next.do === 'jump') pick(this.#nodes, next.node).machine.setWallClock(next.milliseconds);
    else if ('message' in next) this.#move(next.do, next.message);
    else await this.#spend(next.do, pick(this.#nodes, next.node).machine, next.milliseconds);
    await settled();
    this.#noteAnswers();
  }

  /** The network is well again and everything comes to its end. */
  async end(): Promise<void> {
    this.#holdMessages(false);
    for (const connection of this.#connections()) {
      for (const message of connection.messages.slice()) {
        if (!message.isExecuted) message.execute();
        message.deliver();
      }
    }
    for (let waited = 0; waited < 4 * leaseMs; waited += 100) await this.world.pass(100);
    this.#noteAnswers();
    await settled();
  }

  /** What should not be once all is well again: a good credential refused, an ended one accepted, a revocation unanswered. */
  async leftWrong(): Promise<string[]> {
    const ended = new Set(this.history.revokes.flatMap((revoke) => revoke.ended));
    const wrong = this.history.revokes.filter((revoke) => revoke.answered === null).map(() => 'unanswered');
    for (const node of this.#nodes) {
      for (const { token, credential } of this.#issued) {
        const { active } = await node.verify(token);
        if (active === ended.has(credential.id)) wrong.push(credential.id);
      }
    }
    return wrong;
  }

  #verify(node: Node, { token, credential }: { token: string; credential: Credential }): void {
    const started = this.history.next();
    void Promise.resolve(node.verify(token)).then(({ active }) => {
      this.history.verifies.push({ credentialId: credential.id, started, active });
    });
  }

  #revoke(subject: Subject): void {
    const { epoch, ended } = this.world.authority.revoke(subject);
    const revoke = { ended, answered: null };
    this.history.revokes.push(revoke);
    // One that fails has not answered: its caller asks again.
    const ask = (): Promise<unknown> =>
      this.#revoker.confirmation.confirmed(epoch).then(() => this.#answers.push(revoke), ask);
    void ask();
  }

  /** After each answer every node is asked at once for what was ended. Only now, when all clocks stand at one moment. */
  #noteAnswers(): void {
    for (const revoke of this.#answers.splice(0)) {
      revoke.answered = this.history.next();
      for (const node of this.#nodes) {
        for (const issued of this.#issued) if (revoke.ended.includes(issued.credential.id)) this.#verify(node, issued);
      }
    }
  }

  #issue(account: number): void {
    this.#issued.push(this.world.issue({ accountId: [ann, ben][account] ?? ann }));
  }

  #subjects(): Subject[] {
    const credentials = this.#issued.map(({ credential }) => ({ kind: 'credential' as const, id: credential.id }));
    return [
      ...credentials,
      { kind: 'account', id: ann },
      { kind: 'account', id: ben },
      { kind: 'organization', id: home },
    ];
  }

  #move(what: MessageStep, number: number): void {
    const messages = this.#connections().flatMap((connection) => connection.messages);
    const ready = messages.filter((message) => what === 'lose' || message.isExecuted === (what === 'deliver'));
    if (ready.length === 0) return;
    const message = pick(ready, number);
    if (what === 'lose') message.lose();
    if (what === 'execute' || what === 'answer') message.execute();
    if (what === 'deliver' || what === 'answer') message.deliver();
  }

  /** True time passes for all alike; one machine may be stopped or asleep meanwhile. */
  async #spend(how: TimeStep, machine: Machine, milliseconds: number): Promise<void> {
    for (const other of this.world.machines) {
      if (how === 'stall' && other === machine) other.stall(milliseconds);
      else if (how === 'suspend' && other === machine) other.suspend(milliseconds);
      else await other.pass(milliseconds);
    }
  }

  #connections(): Connection[] {
    return [...this.#nodes.map((node) => node.store), this.#revoker.store, this.#janitorStore];
  }

  #holdMessages(isHeld: boolean): void {
    for (const connection of this.#connections()) connection.holds = () => isHeld;
  }
}

function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
