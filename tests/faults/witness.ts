import { setTimeout as wait } from 'node:timers/promises';
import type { Inventory, Me } from '@rollcall/api';
import { TestBrowser } from '../src/browser.ts';
import { password } from '../src/test-server.ts';

/** What is known of one session from the answers alone; `unknown`: the answer was cut off, so either may be so. */
interface Testimony {
  readonly login: string;
  readonly browser: TestBrowser;
  readonly id: string;
  readonly deviceId: string;
  state: 'live' | 'revoked' | 'unknown';
  /** `undefined`: either may be so. */
  name: string | null | undefined;
}

/** Works on a server that may be killed at any moment, and remembers what was answered. */
export class Witness {
  readonly answered = { signIns: 0, renames: 0, revocations: 0 };
  readonly #sessions: Testimony[] = [];

  /** Signs in, renames and revokes, until the server is gone. */
  async work(address: string, login: string, killed: AbortSignal): Promise<void> {
    const mine: Testimony[] = [];
    try {
      for (let round = 0; !killed.aborted; round++) {
        const session = await this.#signIn(address, login);
        mine.push(session);
        await this.#rename(session, `Device ${round}`);
        const earlier = mine.find(({ state, id }) => state === 'live' && id !== session.id);
        if (earlier !== undefined && round % 2 === 1) await this.#revoke(session, earlier);
      }
    } catch (error) {
      // Only being killed may end it.
      if (!/ECONNRESET|ECONNREFUSED|socket hang up/.test(String(error))) throw error;
    }
  }

  /** Waits for so many more answers. */
  async hears(answers: number): Promise<void> {
    const enough = this.#count() + answers;
    while (this.#count() < enough) await wait(1);
  }

  /** Where the server contradicts what it had answered. */
  async contradictions(): Promise<string[]> {
    const found: string[] = [];
    for (const { browser, id, state } of this.#sessions) {
      const { status } = await browser.send('GET', '/v1/verify');
      if (state !== 'unknown' && status !== expectedStatus[state])
        found.push(`${id} is ${state}, and verify says ${status}`);
    }
    const live = this.#sessions.filter(({ state }) => state === 'live');
    for (const sessions of Map.groupBy(live, ({ login }) => login).values()) found.push(...(await unlisted(sessions)));
    return found;
  }

  #count(): number {
    return this.answered.signIns + this.answered.renames + this.answered.revocations;
  }

  async #signIn(address: string, login: string): Promise<Testimony> {
    const browser = new TestBrowser(address);
    const { session }: Me = await browser.signIn(login, password);
    this.answered.signIns += 1;
    const known: Testimony = {
      login,
      browser,
      id: session.id,
      deviceId: session.deviceId ?? '',
      state: 'live',
      name: null,
    };
    this.#sessions.push(known);
    return known;
  }

  async #rename(session: Testimony, name: string): Promise<void> {
    session.name = undefined;
    await session.browser.ask('PATCH', `/v1/me/devices/${session.deviceId}`, { name });
    session.name = name;
    this.answered.renames += 1;
  }

  async #revoke(by: Testimony, session: Testimony): Promise<void> {
    session.state = 'unknown';
    await by.browser.ask('POST', `/v1/me/sessions/${session.id}/revocation`);
    session.state = 'revoked';
    this.answered.revocations += 1;
  }
}

const expectedStatus = { live: 204, revoked: 401 };

/** All live sessions of one person stand in the inventory, each with its device and its name. */
async function unlisted(sessions: readonly Testimony[]): Promise<string[]> {
  const { devices } = (await sessions[0]?.browser.ask<Inventory>('GET', '/v1/me/devices')) ?? { devices: [] };
  return sessions.flatMap(({ id, deviceId, name }) => {
    const device = devices.find((one) => one.id === deviceId);
    const isListed = device?.sessions.length === 1 && device.sessions[0]?.id === id;
    if (!isListed) return [`${id} is not in the inventory`];
    return name === undefined || device.name === name
      ? []
      : [`${deviceId} is named ${name}, and the inventory says ${device.name}`];
  });
}
