import { hash } from 'node:crypto';
import type { AnswerOf, Me } from '@rollcall/api';
import type { Config } from '@rollcall/server';
import { Secret, TOTP } from 'otpauth';
import { TestBrowser } from '../../tests/src/browser.ts';
import { type Answered, send } from '../../tests/src/http.ts';
import { cast, type Habit, type Person } from './cast.ts';
import type { Scene } from './life.ts';
import { machines } from './machines.ts';
import { addressAt } from './networks.ts';
import { boatyard } from './story.ts';

/** The password of everybody here. */
export const password = 'a lighthouse made of paper';

/** What somebody knows, and keeps beside the computer. */
interface Belongings {
  password: string;
  /** Of the authenticator app, in base32; `null` for whoever has none. */
  secret: string | null;
  /** Recovery codes on paper that are still good. */
  codes: readonly string[];
}

/** Everybody's browsers and belongings, and what was met on the way. */
export class Stage {
  readonly origin: string;
  readonly #operator: string;
  readonly #address: string;
  readonly #browsers = new Map<string, TestBrowser>();
  readonly #belongings = new Map<Person, Belongings>();
  /** Ids by user name. */
  readonly accounts = new Notes();
  /** Ids by name. */
  readonly organizations = new Notes();
  /** Ids by what browser it is. */
  readonly devices = new Notes();
  /** What their links carry, by the address that was invited. */
  readonly invitations = new Notes();

  constructor({ publicOrigin, operatorSocketPath }: Config, address: string) {
    this.origin = publicOrigin;
    this.#operator = operatorSocketPath;
    this.#address = address;
  }

  /** The first account by the link that the terminal shows, the others by the operator. */
  async enroll(setUpLink: string): Promise<void> {
    const [{ userName, displayName, habits }, ...others] = cast;
    const browser = new TestBrowser(this.#address, machines[habits[0].machine]);
    this.#browsers.set(keyOf(cast[0], habits[0]), browser);
    const body = { link: secretIn(setUpLink), userName, displayName, password, organizationName: boatyard };
    const { account, organization } = await browser.ask<Me>('POST', '/v1/setup', body);
    this.accounts.add(userName, account.id);
    this.organizations.add(boatyard, organization.id);
    for (const { userName, displayName } of others) {
      const body = { userName, displayName };
      const created = await send(this.#operator, { method: 'POST', path: '/operator/accounts', body });
      const { account, link } = created.json<AnswerOf<'POST /operator/accounts'>>();
      this.accounts.add(userName, account.id);
      await browser.ask('POST', '/v1/password-resets', { link: secretIn(link.url), newPassword: password });
    }
  }

  belongingsOf(person: Person): Belongings {
    const known = this.#belongings.get(person) ?? { password, secret: null, codes: [] };
    this.#belongings.set(person, known);
    return known;
  }

  /** The secrets of everybody's authenticator apps. */
  get apps(): Apps {
    const entries = [...this.#belongings].map(([{ userName }, { secret }]) => [userName, secret] as const);
    return new Map(entries.filter((entry): entry is [string, string] => entry[1] !== null));
  }

  /** What has to succeed. */
  async ask<Body>(scene: Scene, method: string, path: string, body?: unknown): Promise<Body> {
    const answered = await this.send(scene, method, path, body);
    if (answered.status >= 400) throw failed(scene, path, answered);
    return answered.json<Body>();
  }

  /** A session may have run out by the time that its browser comes back, and a word may be mistyped; nothing else may go wrong. */
  async send(scene: Scene, method: string, path: string, body?: unknown): Promise<Answered> {
    const key = keyOf(scene.person, scene.habit);
    const browser = this.#browsers.get(key) ?? new TestBrowser(this.#address, machines[scene.habit.machine]);
    this.#browsers.set(key, browser);
    const address = addressAt(scene.place, hash('sha256', key, 'buffer').readUInt8());
    const answered = await browser.send(method, path, body, { 'x-forwarded-for': address });
    if (answered.status < 400 || answered.status === 401) return answered;
    throw failed(scene, path, answered);
  }
}

/** Secrets by user name. */
export type Apps = ReadonlyMap<string, string>;

class Notes {
  readonly #ids = new Map<string, string>();

  add(name: string, id: string): void {
    this.#ids.set(name, id);
  }

  of(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`${name} was not met yet.`);
    return id;
  }
}

/** What an authenticator app shows at that moment. */
export function codeOf(secret: string, now: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
}

/** What a link carries behind its #. */
export function secretIn(url: string): string {
  return new URL(url).hash.slice(1);
}

export function keyOf({ userName }: Person, { machine, name }: Habit): string {
  return `${userName}:${machine}:${name ?? ''}`;
}

function failed({ person: { userName } }: Scene, path: string, { status, text }: Answered): Error {
  return new Error(`${userName}: ${path}: ${status} ${text}`);
}
