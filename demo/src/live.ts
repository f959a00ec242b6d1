import { hash } from 'node:crypto';
import type { AnswerOf, Me } from '@rollcall/api';
import { type Config, createLogger, startServer } from '@rollcall/server';
import { TestBrowser } from '../../tests/src/browser.ts';
import { type Answered, send } from '../../tests/src/http.ts';
import { cast, type Habit, type Person } from './cast.ts';
import { dayMs, type Event, lifeOf, storyOf } from './life.ts';
import { machines } from './machines.ts';
import { addressAt } from './networks.ts';

/** The password of everybody here. */
export const password = 'a lighthouse made of paper';
/** A second one, for her who changed it; what she signs in with today. */
export const newPassword = 'two lighthouses made of paper';
const organizationName = 'Sagolund Boatyard (a demonstration)';

const months = 4;

/**
 * Lives through some months: starts the real server with a clock that stands where the story is, and lets everybody send
 * what their browsers would. Nothing is written into the store but by the server.
 */
export async function live(config: Config, now: number, tell: (done: number) => void): Promise<void> {
  const from = now - months * 30 * dayMs;
  const clock = { at: from - dayMs, now: () => clock.at };
  const timer = { now: () => performance.now(), wait: async () => {} };
  const server = await startServer(config, { clock, timer, log: createLogger('fatal'), pagesFolder: null });
  const stage = new Stage(config, server.address);
  await stage.enroll(server.setUpLink?.url ?? '');
  const events = [...cast.flatMap((person) => lifeOf(person, from, now)), ...storyOf(cast[0], now)];
  events.sort((one, other) => one.at - other.at);
  for (const [index, event] of events.entries()) {
    clock.at = Math.floor(event.at);
    await stage.play(event);
    tell((index + 1) / events.length);
  }
  await server.stop();
}

/** Everybody's browsers, and what they know. */
class Stage {
  readonly #config: Config;
  readonly #address: string;
  readonly #browsers = new Map<string, TestBrowser>();
  readonly #devices = new Map<string, string>();
  /** Those who have the new password. */
  readonly #changed = new Set<Person>();

  constructor(config: Config, address: string) {
    this.#config = config;
    this.#address = address;
  }

  /** The first account by the link that the terminal shows, the others by the operator. */
  async enroll(setUpLink: string): Promise<void> {
    const [{ userName, displayName, habits }, ...others] = cast;
    const link = new URL(setUpLink).hash.slice(1);
    const browser = new TestBrowser(this.#address, machines[habits[0].machine]);
    this.#browsers.set(keyOf(cast[0], habits[0]), browser);
    await browser.ask('POST', '/v1/setup', { link, userName, displayName, password, organizationName });
    for (const { userName, displayName } of others) {
      const created = await send(this.#config.operatorSocketPath, {
        method: 'POST',
        path: '/operator/accounts',
        body: { userName, displayName },
      });
      const { url } = created.json<AnswerOf<'POST /operator/accounts'>>().link;
      await browser.ask('POST', '/v1/password-resets', { link: new URL(url).hash.slice(1), newPassword: password });
    }
  }

  async play(event: Event): Promise<void> {
    await (this.#deeds[event.does] as (event: Event) => Promise<unknown>)(event);
  }

  readonly #deeds: { [Does in Event['does']]: (event: Extract<Event, { does: Does }>) => Promise<unknown> } = {
    sign_in: (event) => this.#signIn(event, this.#passwordOf(event.person), event.keepSignedIn),
    mistype: (event) => this.#signIn(event, 'a lighthouse made of water', false),
    check_devices: (event) => this.#send(event, 'POST', '/v1/me/look'),
    look: (event) => this.#send(event, 'GET', '/v1/me'),
    sign_out: (event) => this.#send(event, 'POST', '/v1/sign-out'),
    rename: async (event) => {
      const path = `/v1/me/devices/${await this.#deviceOf(event)}`;
      await this.#send(event, 'PATCH', path, { name: event.name });
    },
    lose: async (event) => {
      const path = `/v1/me/devices/${this.#devices.get(keyOf(event.person, event.lost))}/removal`;
      await this.#send(event, 'POST', path, { as: 'lost' });
    },
    change_password: async (event) => {
      const body = { currentPassword: password, newPassword, signOutElsewhere: true };
      await this.#send(event, 'POST', '/v1/me/password', body);
      this.#changed.add(event.person);
    },
  };

  #signIn(event: Event, word: string, keepSignedIn: boolean): Promise<Answered> {
    return this.#send(event, 'POST', '/v1/sign-in', { login: event.person.userName, password: word, keepSignedIn });
  }

  #passwordOf(person: Person): string {
    return this.#changed.has(person) ? newPassword : password;
  }

  async #deviceOf(event: Event): Promise<string> {
    const me = (await this.#send(event, 'GET', '/v1/me')).json<Me>();
    const id = me.session.deviceId ?? '';
    this.#devices.set(keyOf(event.person, event.habit), id);
    return id;
  }

  /** A session may have run out by the time that its browser comes back, and a word may be mistyped; nothing else may go wrong. */
  async #send(event: Event, method: string, path: string, body?: unknown): Promise<Answered> {
    const key = keyOf(event.person, event.habit);
    const browser = this.#browsers.get(key) ?? new TestBrowser(this.#address, machines[event.habit.machine]);
    this.#browsers.set(key, browser);
    const address = addressAt(event.place, hash('sha256', key, 'buffer').readUInt8());
    const answered = await browser.send(method, path, body, { 'x-forwarded-for': address });
    if (answered.status < 400 || answered.status === 401) return answered;
    throw new Error(`${event.does} of ${event.person.userName}: ${answered.status} ${answered.text}`);
  }
}

function keyOf({ userName }: Person, { machine, name }: Habit): string {
  return `${userName}:${machine}:${name ?? ''}`;
}
