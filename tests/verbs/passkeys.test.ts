import {
  addFactor,
  askPasskeyAtStep,
  askPasskeyForProof,
  askPasskeyToLift,
  beginMyPasskey,
  beginPasskeySignIn,
  disableAccount,
  finishSecondStep,
  hashToken,
  liftHold,
  listWaysToProve,
  type PasskeyRequest,
  reauthenticate,
  shutOut,
  signIn,
  signInWithPasskey,
  type Visitor,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { addApp, addPasskey, atSecondStep, nextStep, origin } from '../src/factors.ts';
import { SoftPasskey } from '../src/soft-passkey.ts';
import { password } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor } from '../src/world.ts';

const minute = 60_000;

inEachWorld((world) => {
  const person = async (passkey = new SoftPasskey({ origin })) => {
    const { login, accountId } = await newPerson(world());
    const session = await enter(world(), login);
    return { login, accountId, session, passkey: await addPasskey(world(), session, passkey) };
  };
  /** A browser in which somebody wants to sign in with a passkey, and what it was asked. */
  const asked = async (): Promise<{ readonly browser: Visitor; readonly request: PasskeyRequest }> => {
    const { token, request } = await beginPasskeySignIn(world().deps, visitor());
    return { browser: visitor({ stepToken: token }), request };
  };

  const stepIdOf = async ({ stepToken }: Visitor) =>
    (await world().storage.signInChallenges.findByHash(hashToken(stepToken ?? '')))?.id ?? '';

  describe('a passkey', () => {
    it('signs in by itself, as two factors, and says whose it is', async () => {
      const { passkey, accountId } = await person();
      const { browser, request } = await asked();
      expect(request).toMatchObject({ rpId: 'rollcall.test', userVerification: 'required', allowCredentials: [] });
      const session = await signInWithPasskey(world().deps, browser, passkey.get(request), 'standard');
      expect(session.accountId).toBe(accountId);
      expect(await verified(world(), session.token)).toBe('good');
      expect(await world().storage.credentials.find(session.id)).toMatchObject({ assurance: 2, method: 'passkey' });
    });

    it('is offered first at the second step, and finishes it', async () => {
      const { login, passkey } = await person();
      const browser = await atSecondStep(world(), login);
      const request = await askPasskeyAtStep(world().deps, browser);
      expect(request.allowCredentials.map(({ id }) => id)).toEqual([passkey.name]);
      const { session } = await finishSecondStep(world().deps, browser, { passkey: passkey.get(request) });
      expect((await world().storage.credentials.find(session.id))?.assurance).toBe(2);
    });

    it('without its holder having been asked for is a second factor, and no sign-in of its own', async () => {
      const { login, accountId, passkey } = await person(new SoftPasskey({ origin, verifiesUser: false }));
      const { browser, request } = await asked();
      const alone = signInWithPasskey(world().deps, browser, passkey.get(request), 'standard');
      await expect(alone).rejects.toMatchObject({ code: 'passkey_refused' });
      expect(await listWaysToProve(world().deps, accountId)).toEqual(['password_and_passkey']);
      const step = await atSecondStep(world(), login);
      await finishSecondStep(world().deps, step, { passkey: passkey.get(await askPasskeyAtStep(world().deps, step)) });
    });

    it('proves again without a password where its device asks who holds it', async () => {
      const { accountId, session, passkey } = await person();
      expect(await listWaysToProve(world().deps, accountId)).toEqual(['passkey']);
      world().clock.pass(30 * minute);
      const owner = await ownerOf(world(), session);
      await expect(reauthenticate(world().deps, owner, { password })).rejects.toMatchObject({
        code: 'proof_insufficient',
      });
      const request = await askPasskeyForProof(world().deps, owner);
      const { token } = await reauthenticate(world().deps, owner, { passkey: passkey.get(request) });
      expect(await verified(world(), token)).toBe('good');
    });

    it('lifts the hold on a held session', async () => {
      const { login, session, passkey } = await person();
      const step = await atSecondStep(world(), login);
      const other = await finishSecondStep(world().deps, step, {
        passkey: passkey.get(await askPasskeyAtStep(world().deps, step)),
      });
      world().clock.pass(30 * minute);
      const presser = await ownerOf(world(), session);
      await shutOut(world().deps, presser, { act: 'revoke_session', targetId: other.session.id });
      const held = visitor({ sessionToken: other.session.token });
      await expect(liftHold(world().deps, held, { password })).rejects.toMatchObject({ code: 'proof_insufficient' });
      const request = await askPasskeyToLift(world().deps, held);
      const { token } = await liftHold(world().deps, held, { passkey: passkey.get(request) });
      expect(await verified(world(), token)).toBe('good');
    });

    it('is offered after what was used last', async () => {
      const { session, accountId, passkey } = await person();
      const { browser, request } = await asked();
      nextStep(world());
      await signInWithPasskey(world().deps, browser, passkey.get(request), 'standard');
      await addApp(world(), session);
      expect(await listWaysToProve(world().deps, accountId)).toEqual(['passkey', 'password_and_code']);
    });
  });

  describe('an answer to a passkey request', () => {
    const attempt = (browser: Visitor, answer: ReturnType<SoftPasskey['get']>) =>
      signInWithPasskey(world().deps, browser, answer, 'standard').then(
        () => 'good',
        ({ code }) => code as string,
      );

    it('is good once', async () => {
      const { passkey } = await person();
      const { browser, request } = await asked();
      const answer = passkey.get(request);
      expect(await attempt(browser, answer)).toBe('good');
      expect(await attempt(browser, answer)).toBe('step_not_open');
      expect(await attempt((await asked()).browser, answer)).toBe('passkey_refused');
    });

    it('of fifty at once lets one in', async () => {
      const { login, passkey } = await person();
      const browser = await atSecondStep(world(), login);
      const answer = passkey.get(await askPasskeyAtStep(world().deps, browser));
      const tries = await Promise.allSettled(
        Array.from({ length: 50 }, () =>
          finishSecondStep({ ...world().deps, throttle: open }, browser, { passkey: answer }),
        ),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('is refused from another origin, for another name, and when it was asked of another browser', async () => {
      const { passkey } = await person();
      const made = await person(new SoftPasskey({ origin: 'https://rollcall.test.evil.example' })).catch(
        ({ code }) => code as string,
      );
      expect(made).toBe('passkey_refused');
      const phished = await asked();
      const page = passkey.copy({ origin: 'https://evil.example' });
      expect(await attempt(phished.browser, page.get(phished.request))).toBe('passkey_refused');
      const named = await asked();
      expect(await attempt(named.browser, passkey.get({ ...named.request, rpId: 'evil.example' }))).toBe(
        'passkey_refused',
      );
      const other = await asked();
      expect(await attempt((await asked()).browser, passkey.get(other.request))).toBe('passkey_refused');
    });

    it('is refused when it comes too late, was changed, or is signed by another key', async () => {
      const { passkey } = await person();
      const stranger = new SoftPasskey({ origin });
      const first = await asked();
      expect(
        await attempt(first.browser, { ...stranger.get(first.request), id: passkey.name, rawId: passkey.name }),
      ).toBe('passkey_refused');
      const second = await asked();
      const answer = passkey.get(second.request);
      const signature = Buffer.from(answer.response.signature, 'base64url');
      signature[10] = (signature[10] ?? 0) ^ 1;
      const changed = { ...answer, response: { ...answer.response, signature: signature.toString('base64url') } };
      expect(await attempt(second.browser, changed)).toBe('passkey_refused');
      const third = await asked();
      world().clock.pass(5 * minute);
      expect(await attempt(third.browser, passkey.get(third.request))).toBe('passkey_refused');
    });

    it('of a copied key is refused once the counts run apart', async () => {
      const { passkey } = await person();
      const copy = passkey.copy();
      for (const turn of [1, 2]) {
        const { browser, request } = await asked();
        expect(await attempt(browser, passkey.get(request)), String(turn)).toBe('good');
      }
      const { browser, request } = await asked();
      expect(await attempt(browser, copy.get(request))).toBe('passkey_refused');
    });

    it('of a key that never counts is good each time', async () => {
      const { passkey } = await person(new SoftPasskey({ origin, counts: false }));
      for (const turn of [1, 2]) {
        const { browser, request } = await asked();
        expect(await attempt(browser, passkey.get(request)), String(turn)).toBe('good');
      }
    });

    it('is refused to a disabled account like one that nobody has', async () => {
      const { login, passkey } = await person();
      await disableAccount(world().deps, { kind: 'operator' }, login);
      const mine = await asked();
      expect(await attempt(mine.browser, passkey.get(mine.request))).toBe('passkey_refused');
      const nobodys = await asked();
      expect(await attempt(nobodys.browser, new SoftPasskey({ origin }).get(nobodys.request))).toBe('passkey_refused');
    });

    it("of somebody else's passkey does not finish a second step", async () => {
      const mine = await person();
      const other = await person();
      const browser = await atSecondStep(world(), mine.login);
      const request = await askPasskeyAtStep(world().deps, browser);
      const finishing = finishSecondStep(world().deps, browser, { passkey: other.passkey.get(request) });
      await expect(finishing).rejects.toMatchObject({ code: 'passkey_refused' });
      const owner = await ownerOf(world(), mine.session);
      const asked = await askPasskeyForProof(world().deps, owner);
      const proving = reauthenticate(world().deps, owner, { passkey: other.passkey.get(asked) });
      await expect(proving).rejects.toMatchObject({ code: 'passkey_refused' });
    });

    it('takes back what asking for it had counted', async () => {
      const { passkey } = await person();
      const from = visitor({ address: '203.0.113.50' });
      const key = { rule: 'passkey', key: from.address ?? '' } as const;
      for (let times = 0; times < 300; times += 1) await world().deps.throttle.attempt([key]);
      for (let times = 0; times < 3; times += 1) {
        const { token, request } = await beginPasskeySignIn(world().deps, from);
        await signInWithPasskey(world().deps, { ...from, stepToken: token }, passkey.get(request), 'standard');
      }
      await beginPasskeySignIn(world().deps, from);
      await expect(beginPasskeySignIn(world().deps, from)).rejects.toMatchObject({ code: 'throttled' });
    });

    it('was asked for in vain, and counts no more, where the password is given instead', async () => {
      const [plain, guarded] = [await newPerson(world()), await person()];
      const from = visitor({ address: '203.0.114.50' });
      const key = { rule: 'passkey', key: from.address ?? '' } as const;
      for (let times = 0; times < 300; times += 1) await world().deps.throttle.attempt([key]);
      for (const { login } of [plain, guarded, plain]) {
        const { token } = await beginPasskeySignIn(world().deps, from);
        const browser = { ...from, stepToken: token };
        await signIn(world().deps, browser, { login, password, lifetime: 'standard' });
        await expect(beginPasskeySignIn(world().deps, from)).resolves.toMatchObject({ token: expect.any(String) });
        await world().deps.throttle.succeeded([key]);
      }
      const { token } = await beginPasskeySignIn(world().deps, from);
      const wrong = { login: plain.login, password: 'not the password', lifetime: 'standard' } as const;
      const failing = signIn(world().deps, { ...from, stepToken: token }, wrong);
      await expect(failing).rejects.toMatchObject({ code: 'wrong_credentials' });
      await expect(beginPasskeySignIn(world().deps, from)).rejects.toMatchObject({ code: 'throttled' });
    });

    it('is not asked for without end in one session, nor in one sign-in that waits', async () => {
      const { login, session } = await person();
      const owner = await ownerOf(world(), session);
      const browser = await atSecondStep(world(), login);
      const asking = [
        () => askPasskeyForProof(world().deps, owner),
        () => beginMyPasskey(world().deps, owner),
        () => askPasskeyAtStep(world().deps, browser),
      ];
      for (const ask of asking) expect(await ask()).toMatchObject({ challenge: expect.any(String) });
      for (const boundTo of [owner.credentialId, await stepIdOf(browser)]) {
        const key = { rule: 'passkey', key: `asked:${boundTo}` } as const;
        for (let times = 0; times < 300; times += 1)
          await world()
            .deps.throttle.attempt([key])
            .catch(() => {});
      }
      for (const ask of asking) await expect(ask()).rejects.toMatchObject({ code: 'throttled' });
    });
  });

  describe('making a passkey', () => {
    it('is refused where somebody has it already, for another session, and with what a maker vouches for', async () => {
      const { passkey } = await person();
      const owner = await ownerOf(world(), await enter(world(), (await newPerson(world())).login));
      const other = await ownerOf(world(), await enter(world(), (await newPerson(world())).login));
      const add = (by: typeof owner, answer: ReturnType<SoftPasskey['create']>) =>
        addFactor(world().deps, by, { kind: 'passkey', passkey: answer, name: null });
      const taken = passkey.create(await beginMyPasskey(world().deps, owner));
      await expect(add(owner, taken)).rejects.toMatchObject({ code: 'passkey_refused' });
      const foreign = new SoftPasskey({ origin }).create(await beginMyPasskey(world().deps, owner));
      await expect(add(other, foreign)).rejects.toMatchObject({ code: 'passkey_refused' });
      const vouched = new SoftPasskey({ origin }).create(await beginMyPasskey(world().deps, owner), 'packed');
      await expect(add(owner, vouched)).rejects.toMatchObject({ code: 'passkey_refused' });
      expect(await world().storage.factors.listOf(owner.accountId)).toEqual([]);
    });
  });
});

/** Counts nothing, so that a test sees what holds without it. */
const open = { attempt: async () => {}, succeeded: async () => {} };
