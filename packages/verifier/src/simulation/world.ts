import { type Confirmation, type Credential, driftMarginMs, leaseMs, type Subject } from '@rollcall/core';
import { createConfirmation } from '../confirmation.ts';
import type { Evicted } from '../syncing.ts';
import type { Verdict } from '../verdict.ts';
import { createVerifier, type Verifier, type VerifierOptions } from '../verifier.ts';
import { Authority } from './authority.ts';
import { Bell, Connection } from './connection.ts';
import { Machine, settled } from './machine.ts';

/** A verifier on a machine of its own. */
export interface Node {
  readonly machine: Machine;
  readonly store: Connection;
  readonly verifier: Verifier;
  readonly evicted: Evicted[];
  verify(token: string, address?: string): Verdict | Promise<Verdict>;
}

/** One store and any number of machines. */
export class World {
  readonly authority = new Authority();
  readonly bell = new Bell();
  readonly machines: Machine[] = [];
  readonly nodes: Node[] = [];

  machine(rate = 1): Machine {
    const machine = new Machine(rate);
    this.machines.push(machine);
    return machine;
  }

  connection(): Connection {
    return new Connection(this.authority, this.bell);
  }

  /** A verifier that has not been started. */
  node(options: Partial<VerifierOptions> = {}, rate = 1): Node {
    const number = this.nodes.length + 1;
    const machine = this.machine(rate);
    const store = this.connection();
    const evicted: Evicted[] = [];
    let incarnations = 0;
    const verifier = createVerifier({
      store,
      clock: machine,
      elapsed: machine,
      timers: machine,
      name: `node ${number}`,
      id: `verifier-${number}`,
      mostEntries: 100,
      incarnation: () => `${number}.${++incarnations}`,
      onEvicted: (gone) => evicted.push(gone),
      ...options,
    });
    const node: Node = {
      machine,
      store,
      verifier,
      evicted,
      verify: (token, address = '203.0.113.9') => verifier.verify(token, 'session', { now: machine.now(), address }),
    };
    this.nodes.push(node);
    return node;
  }

  async startedNode(options: Partial<VerifierOptions> = {}): Promise<Node> {
    const node = this.node(options);
    await node.verifier.start();
    await settled();
    return node;
  }

  issue(born: Partial<Credential> = {}): { token: string; credential: Credential } {
    return this.authority.issue({ issuedAt: this.machines[0]?.now() ?? 0, ...born });
  }

  /** A revoker on a machine of its own. */
  revoker(): { confirmation: Confirmation; machine: Machine; store: Connection } {
    const machine = this.machine();
    const store = this.connection();
    const monotonic = () => machine.monotonic();
    return {
      machine,
      store,
      confirmation: createConfirmation({ store, monotonic, timers: machine, leaseMs, driftMarginMs }),
    };
  }

  /** Commits the end of the subject, and tells nobody. */
  revoke(kind: Subject['kind'], id: string): number {
    return this.authority.revoke({ kind, id }).epoch;
  }

  async pass(milliseconds: number): Promise<void> {
    for (const machine of this.machines) await machine.pass(milliseconds);
    await settled();
  }
}
