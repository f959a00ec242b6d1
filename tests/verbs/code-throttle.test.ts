import { finishSecondStep, type Visitor } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { addApp, addPasskey, answerWithPasskey, atSecondStep, newGuarded, nextStep } from '../src/factors.ts';
import { enter, inEachWorld, newPerson, visitor } from '../src/world.ts';

/** Each from a network of its own, which counts nothing here. */
const browserOf = (nth: number, browserToken: string | null = null) =>
  visitor({ address: `10.${nth}.0.1`, browserToken });

inEachWorld((world) => {
  const now = () => world().clock.now();

  /** How many wrong codes are looked at before one has to wait, from these browsers in turn. */
  async function guess(login: string, browsers: readonly Visitor[]): Promise<number> {
    for (let judged = 0; judged < 100; judged += 1) {
      const browser = await atSecondStep(world(), login, browsers[judged % browsers.length]);
      const answer = await finishSecondStep(world().deps, browser, { code: '000000' }).catch(({ code }) => code);
      if (answer === 'throttled') return judged;
    }
    return Number.POSITIVE_INFINITY;
  }

  describe('guessed codes', () => {
    it('count together, on however many known devices, and what nobody can guess lets the owner in', async () => {
      const { login, session, secret, codes } = await newGuarded(world());
      const passkey = await addPasskey(world(), session);
      const browsers: Visitor[] = [];
      for (const nth of [1, 2, 3, 4]) {
        const browser = await atSecondStep(world(), login, browserOf(nth));
        const finished = await finishSecondStep(world().deps, browser, { code: codeOf(secret, now()) });
        browsers.push(browserOf(nth, finished.session.browserToken));
        nextStep(world());
      }
      expect(await guess(login, browsers)).toBe(21);
      const known = () => atSecondStep(world(), login, browsers[0]);
      await finishSecondStep(world().deps, await known(), { recoveryCode: codes[0] });
      const browser = await known();
      await finishSecondStep(world().deps, browser, await answerWithPasskey(world(), browser, passkey));
    });

    it('count as a stranger’s on devices that were known before there was a second factor', async () => {
      const { login } = await newPerson(world());
      const early: Visitor[] = [];
      for (const nth of [1, 2, 3])
        early.push(browserOf(nth, (await enter(world(), login, browserOf(nth))).browserToken));
      const session = await enter(world(), login);
      const secret = await addApp(world(), session);
      nextStep(world());
      expect(await guess(login, early)).toBe(6);
      const mine = await atSecondStep(world(), login, browserOf(4, session.browserToken));
      await finishSecondStep(world().deps, mine, { code: codeOf(secret, now()) });
    });
  });
});
