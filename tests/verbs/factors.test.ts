import {
  addFactor,
  beginMyAuthenticator,
  changePassword,
  currentStep,
  finishSecondStep,
  hasFreshProof,
  type IssuedSession,
  liftHold,
  listWaysToProve,
  makeRecoveryCodes,
  makeResetLink,
  reauthenticate,
  removeFactor,
  renameFactor,
  resetFactorsByOperator,
  resetFactorsOfMember,
  resetPassword,
  settleLeftChallenges,
  shutOut,
  signIn,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { addApp, atSecondStep, newGuarded, nextStep } from '../src/factors.ts';
import { onceRight } from '../src/once-right.ts';
import { password, secretOf } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';

const minute = 60_000;
const wrong = '000000';

/** What the password opens by itself where there is no second factor, and what is said once there is one. */
const byPasswordAlone: Readonly<
  Record<string, [(world: World, thief: IssuedSession, mine: IssuedSession) => Promise<unknown>, string]>
> = {
  'proving again': [
    async (world, thief) => reauthenticate(world.deps, await ownerOf(world, thief), { password }),
    'proof_insufficient',
  ],
  'lifting a hold': [
    async (world, thief, mine) => {
      world.clock.pass(11 * minute);
      const presser = await ownerOf(world, mine);
      await shutOut(world.deps, presser, { act: 'revoke_session', targetId: thief.id });
      return liftHold(world.deps, visitor({ sessionToken: thief.token }), { password });
    },
    'proof_insufficient',
  ],
  'a new password': [
    async (world, thief) =>
      changePassword(world.deps, await ownerOf(world, thief), {
        currentPassword: password,
        newPassword: 'four loud lighthouses',
        elsewhere: 'sign_out',
      }),
    'reauthentication_required',
  ],
};

inEachWorld((world) => {
  const now = () => world().clock.now();
  const eventsOf = async (accountId: string) =>
    (await world().storage.log.pageOf(accountId, [], { after: null, limit: 100 })).rows.map(({ event }) => event);

  describe('an authenticator app', () => {
    it('is asked for after the password, and its code, as oathtool makes it, lets in by two factors', async () => {
      const { login, secret } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      expect(await currentStep(world().deps, browser)).toMatchObject({
        purpose: 'second_step',
        factors: ['authenticator', 'recovery_codes'],
      });
      const { session } = await finishSecondStep(world().deps, browser, { code: codeOf(secret, now()) });
      expect(await verified(world(), session.token)).toBe('good');
      expect(await world().storage.credentials.find(session.id)).toMatchObject({ assurance: 2, method: 'password' });
      expect(await currentStep(world().deps, browser)).toBeNull();
    });

    it('counts once it has shown a code, and the session that enrolled it goes on with a new token', async () => {
      const { login, accountId } = await newPerson(world());
      const session = await enter(world(), login);
      const owner = await ownerOf(world(), session);
      const { id, secret } = await beginMyAuthenticator(world().deps, owner);
      expect(await world().storage.factors.listOf(accountId)).toEqual([]);
      const confirm = (code: string) =>
        addFactor(world().deps, owner, { kind: 'authenticator', enrolmentId: id, code, name: 'Phone' });
      await expect(confirm(wrong)).rejects.toMatchObject({ code: 'wrong_code' });
      const { token } = await confirm(codeOf(secret, now()));
      expect(await verified(world(), session.token)).toBe('unknown');
      expect(await verified(world(), token)).toBe('good');
      await expect(confirm(codeOf(secret, now()))).rejects.toMatchObject({ code: 'enrolment_not_open' });
      const [factor] = await world().storage.factors.listOf(accountId);
      expect(factor).toMatchObject({ id, kind: 'authenticator', name: 'Phone' });
    });

    it('takes the place of the one before, whose codes are worth nothing then', async () => {
      const { login, session, secret } = await newGuarded(world());
      const newer = await addApp(world(), session);
      nextStep(world());
      const browser = await atSecondStep(world(), login);
      const old = finishSecondStep(world().deps, browser, { code: codeOf(secret, now()) });
      await expect(old).rejects.toMatchObject({ code: 'wrong_code' });
      await finishSecondStep(world().deps, browser, { code: codeOf(newer, now()) });
    });

    it('is not finished in another session, nor after ten minutes, nor without a fresh proof', async () => {
      const { login } = await newPerson(world());
      const session = await enter(world(), login);
      const owner = await ownerOf(world(), session);
      const other = await ownerOf(world(), await enter(world(), login));
      const { id, secret } = await beginMyAuthenticator(world().deps, owner);
      const input = () =>
        ({ kind: 'authenticator', enrolmentId: id, code: codeOf(secret, now()), name: null }) as const;
      await expect(addFactor(world().deps, other, input())).rejects.toMatchObject({ code: 'enrolment_not_open' });
      world().clock.pass(10 * minute);
      await expect(addFactor(world().deps, owner, input())).rejects.toMatchObject({
        code: 'reauthentication_required',
      });
      await expect(beginMyAuthenticator(world().deps, owner)).rejects.toMatchObject({
        code: 'reauthentication_required',
      });
      await reauthenticate(world().deps, owner, { password });
      const again = await ownerOf(world(), session);
      await expect(addFactor(world().deps, again, input())).rejects.toMatchObject({ code: 'enrolment_not_open' });
    });

    it('is taken one step early and one step late, each step once, and never an earlier one after it', async () => {
      const { login, secret } = await newGuarded(world());
      nextStep(world(), 4);
      const attempt = async (code: string) =>
        finishSecondStep(world().deps, await atSecondStep(world(), login), { code }).then(
          () => 'good',
          ({ code }) => code as string,
        );
      const late = codeOf(secret, now() - 30_000);
      const early = codeOf(secret, now() + 30_000);
      expect(await attempt(codeOf(secret, now() - 60_000))).toBe('wrong_code');
      expect(await attempt(codeOf(secret, now() + 60_000))).toBe('wrong_code');
      expect(await attempt(late)).toBe('good');
      expect(await attempt(late)).toBe('wrong_code');
      expect(await attempt(early)).toBe('good');
      expect(await attempt(codeOf(secret, now()))).toBe('wrong_code');
    });

    it('of fifty who use one code at once, each in a sign-in of their own, lets one in', async () => {
      const { login, accountId, session, secret } = await newGuarded(world());
      const known = visitor({ browserToken: session.browserToken });
      const browsers = await Promise.all(
        Array.from({ length: 50 }, () => atSecondStep(unthrottled(world()), login, known)),
      );
      const code = codeOf(secret, now());
      const tries = await Promise.allSettled(
        browsers.map((browser) => finishSecondStep({ ...world().deps, throttle: open }, browser, { code })),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const signedIn = (await eventsOf(accountId)).filter((event) => event === 'sign_in.succeeded');
      expect(signedIn).toHaveLength(2);
    });
  });

  describe('a recovery code', () => {
    it('lets in once, however it is typed', async () => {
      const { login, codes } = await newGuarded(world());
      const typed = ` ${codes[0]?.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')} `;
      await finishSecondStep(world().deps, await atSecondStep(world(), login), { recoveryCode: typed });
      const again = finishSecondStep(world().deps, await atSecondStep(world(), login), { recoveryCode: codes[0] });
      await expect(again).rejects.toMatchObject({ code: 'wrong_code' });
      const factors = await world().storage.factors.listOf((await newestOf(world(), login)).accountId);
      expect(factors).toContainEqual(expect.objectContaining({ kind: 'recovery_codes', codesLeft: 9 }));
    });

    it('of fifty who use one at once lets one in', async () => {
      const { login, session, codes } = await newGuarded(world());
      const known = visitor({ browserToken: session.browserToken });
      const browsers = await Promise.all(
        Array.from({ length: 50 }, () => atSecondStep(unthrottled(world()), login, known)),
      );
      const tries = await Promise.allSettled(
        browsers.map((browser) =>
          finishSecondStep({ ...world().deps, throttle: open }, browser, { recoveryCode: codes[3] }),
        ),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('is worth nothing to another account, nor once there are new ones', async () => {
      const mine = await newGuarded(world());
      const other = await newGuarded(world());
      const attempt = async (recoveryCode: string | undefined) =>
        finishSecondStep(world().deps, await atSecondStep(world(), mine.login), { recoveryCode });
      await expect(attempt(other.codes[0])).rejects.toMatchObject({ code: 'wrong_code' });
      const [fresh] = await makeRecoveryCodes(world().deps, await ownerOf(world(), mine.session));
      await expect(attempt(mine.codes[0])).rejects.toMatchObject({ code: 'wrong_code' });
      await attempt(fresh);
    });

    it('is made only beside a factor that can be asked for, and has 130 random bits', async () => {
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      await expect(makeRecoveryCodes(world().deps, owner)).rejects.toMatchObject({ code: 'factor_needed' });
      const { codes } = await newGuarded(world());
      expect(new Set(codes).size).toBe(10);
      for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){5}[0-9a-hjkmnp-tv-z]{5}$/);
    });
  });

  describe('the second step', () => {
    it('ends after five wrong answers, also when they come at once, and the right one is too late', async () => {
      const { login, accountId, secret } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      const attempt = (code: string) =>
        finishSecondStep({ ...world().deps, throttle: open }, browser, { code }).catch(({ code }) => code as string);
      const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(wrong)));
      expect(answers.filter((answer) => answer === 'wrong_code')).toHaveLength(5);
      expect(answers.filter((answer) => answer === 'step_not_open')).toHaveLength(7);
      expect(await attempt(codeOf(secret, now()))).toBe('step_not_open');
      expect((await eventsOf(accountId)).filter((event) => event === 'sign_in.second_step_failed')).toHaveLength(5);
    });

    it('slows down whoever has the password and guesses, and not the device that is known', async () => {
      const { login, session, secret } = await newGuarded(world());
      const stranger = visitor({ address: '203.0.113.99' });
      const codes: unknown[] = [];
      for (let turn = 0; turn < 8; turn++) {
        const browser = await atSecondStep(world(), login, stranger);
        codes.push(await finishSecondStep(world().deps, browser, { code: wrong }).catch(({ code }) => code));
      }
      expect(codes).toContain('throttled');
      const known = visitor({ browserToken: session.browserToken, address: '203.0.113.99' });
      await finishSecondStep(world().deps, await atSecondStep(world(), login, known), { code: codeOf(secret, now()) });
    });

    it('is finished only in the browser that began it, within ten minutes, and once', async () => {
      const { login, secret } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      const answer = () => ({ code: codeOf(secret, now()) });
      for (const stepToken of [null, (await atSecondStep(world(), (await newGuarded(world())).login)).stepToken]) {
        const elsewhere = finishSecondStep(world().deps, { ...browser, stepToken }, answer());
        await expect(elsewhere).rejects.toMatchObject({ code: stepToken === null ? 'step_not_open' : 'wrong_code' });
      }
      world().clock.pass(10 * minute);
      await expect(finishSecondStep(world().deps, browser, answer())).rejects.toMatchObject({ code: 'step_not_open' });
      const second = await atSecondStep(world(), login);
      await finishSecondStep(world().deps, second, answer());
      nextStep(world());
      await expect(finishSecondStep(world().deps, second, answer())).rejects.toMatchObject({ code: 'step_not_open' });
    });

    it('takes exactly one answer', async () => {
      const { login, secret, codes } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      for (const answer of [{}, { code: codeOf(secret, now()), recoveryCode: codes[0] }]) {
        const finishing = finishSecondStep(world().deps, browser, answer);
        await expect(finishing).rejects.toMatchObject({ code: 'proof_insufficient' });
      }
    });

    it('that is left is written down, once', async () => {
      const { login, accountId } = await newGuarded(world());
      await atSecondStep(world(), login);
      world().clock.pass(10 * minute);
      await settleLeftChallenges(world().deps, 200);
      await settleLeftChallenges(world().deps, 200);
      expect((await eventsOf(accountId)).filter((event) => event === 'sign_in.second_step_left')).toHaveLength(1);
    });

    it('does not go on once the password was changed', async () => {
      const { login, session, secret } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      const owner = await ownerOf(world(), session);
      const input = { currentPassword: password, newPassword: 'four loud lighthouses', elsewhere: 'keep' } as const;
      await changePassword(world().deps, owner, input);
      const finishing = finishSecondStep(world().deps, browser, { code: codeOf(secret, now()) });
      await expect(finishing).rejects.toMatchObject({ code: 'step_not_open' });
    });

    it('comes after a password reset, too', async () => {
      const { login } = await newGuarded(world());
      const { url } = await makeResetLink(world().deps, { kind: 'operator' }, login);
      const newPassword = 'four loud lighthouses';
      await resetPassword(world().deps, visitor(), { link: secretOf(url), newPassword, everywhere: 'sign_out' });
      const input = { login, password: newPassword, lifetime: 'standard' } as const;
      const { session, step } = await signIn(world().deps, visitor(), input);
      expect(session).toBeNull();
      expect(step?.purpose).toBe('second_step');
    });
  });

  describe('proving again with a second factor', () => {
    it('takes password and code, and less is refused before it is looked at', async () => {
      const { session, accountId, secret, codes } = await newGuarded(world());
      const owner = await ownerOf(world(), session);
      expect(await listWaysToProve(world().deps, accountId)).toEqual([
        'password_and_code',
        'password_and_recovery_code',
      ]);
      for (const proof of [{}, { password }, { code: codeOf(secret, now()) }, { recoveryCode: codes[0] }]) {
        await expect(reauthenticate(world().deps, owner, proof)).rejects.toMatchObject({ code: 'proof_insufficient' });
      }
      const wrongs = [
        [{ password, code: wrong }, 'wrong_code'],
        [{ password: 'not the password', code: codeOf(secret, now()) }, 'wrong_credentials'],
      ] as const;
      for (const [proof, code] of wrongs) {
        await expect(reauthenticate(world().deps, owner, proof)).rejects.toMatchObject({ code });
      }
      const { token } = await reauthenticate(world().deps, owner, { password, code: codeOf(secret, now()) });
      expect(await verified(world(), token)).toBe('good');
      expect((await world().storage.credentials.find(session.id))?.assurance).toBe(2);
    });

    it.each(Object.entries(byPasswordAlone))(
      'takes more than the password where a factor was added while that was looked at: %s',
      async (_, [act, code]) => {
        const { login } = await newPerson(world());
        const mine = await enter(world(), login);
        const thief = await enter(world(), login);
        const adding = onceRight(world(), async () => {
          await reauthenticate(world().deps, await ownerOf(world(), mine), { password });
          await addApp(world(), mine);
        });
        await expect(act(adding, thief, mine)).rejects.toMatchObject({ code });
        expect((await world().storage.credentials.find(thief.id))?.assurance).toBe(1);
        expect(hasFreshProof(await ownerOf(world(), thief), now())).toBe(false);
      },
    );

    it('uses a code up that a sign-in could have used', async () => {
      const { login, session, secret } = await newGuarded(world());
      const code = codeOf(secret, now());
      await reauthenticate(world().deps, await ownerOf(world(), session), { password, code });
      const finishing = finishSecondStep(world().deps, await atSecondStep(world(), login), { code });
      await expect(finishing).rejects.toMatchObject({ code: 'wrong_code' });
    });

    it('comes before a new password, which opens nothing more', async () => {
      const { session } = await newGuarded(world());
      world().clock.pass(10 * minute);
      const input = { currentPassword: password, newPassword: 'four loud lighthouses', elsewhere: 'keep' } as const;
      const changing = changePassword(world().deps, await ownerOf(world(), session), input);
      await expect(changing).rejects.toMatchObject({ code: 'reauthentication_required' });
    });
  });

  describe('losing them all', () => {
    it('ends in the operator taking them away: the password is enough again, and everything is signed out', async () => {
      const { login, accountId, session } = await newGuarded(world());
      const waiting = await atSecondStep(world(), login);
      const { count } = await resetFactorsByOperator(world().deps, { kind: 'operator' }, login, 'sign_out');
      expect(count).toBe(1);
      expect(await verified(world(), session.token)).not.toBe('good');
      expect(await world().storage.factors.listOf(accountId)).toEqual([]);
      const finishing = finishSecondStep(world().deps, waiting, { code: wrong });
      await expect(finishing).rejects.toMatchObject({ code: 'step_not_open' });
      await enter(world(), login);
      expect(await eventsOf(accountId)).toContain('factor.reset');
    });

    it('ends the same way with an administrator, in one’s own history, and never beyond their own rights', async () => {
      const { accountId, login } = await newGuarded(world());
      const boss = await newPerson(world());
      const { id: organizationId } = await world().storage.organizations.default();
      const session = await enter(world(), boss.login);
      const keeper = () => ownerOf(world(), session);
      const reset = async (of: string) => resetFactorsOfMember(world().deps, await keeper(), of, 'keep');
      await expect(reset(accountId)).rejects.toMatchObject({ code: 'beyond_own_rights' });
      const give = (of: string, role: 'administrator' | 'owner') =>
        world().storage.organizations.setRole({ accountId: of, organizationId, role });
      await give(boss.accountId, 'administrator');
      await give(accountId, 'owner');
      await expect(reset(accountId)).rejects.toMatchObject({ code: 'beyond_own_rights' });
      await give(boss.accountId, 'owner');
      await expect(reset(world().deps.chance.id())).rejects.toMatchObject({ code: 'not_found' });
      await reset(accountId);
      await enter(world(), login);
      expect(await eventsOf(accountId)).toContain('factor.reset');
      world().clock.pass(10 * minute);
      await expect(reset(accountId)).rejects.toMatchObject({ code: 'reauthentication_required' });
    });

    it('leaves sessions where it is told so, and nothing proved in them', async () => {
      const { login, session } = await newGuarded(world());
      await resetFactorsByOperator(world().deps, { kind: 'operator' }, login, 'keep');
      expect((await world().storage.credentials.find(session.id))?.ending).toBeNull();
      expect(hasFreshProof(await ownerOf(world(), session), now())).toBe(false);
    });
  });

  describe('changing factors', () => {
    it('takes back what other sessions had proved by less', async () => {
      const { login } = await newPerson(world());
      const mine = await enter(world(), login);
      const other = await enter(world(), login);
      await addApp(world(), mine);
      expect(hasFreshProof(await ownerOf(world(), other), now())).toBe(false);
      expect(hasFreshProof(await ownerOf(world(), mine), now())).toBe(true);
      expect(await verified(world(), other.token)).toBe('good');
    });

    it.each([
      ['been ended', 'not_found'],
      ['lost its proof', 'reauthentication_required'],
    ])('is refused to a session that has %s since its request began', async (what, code) => {
      const { deps, storage } = world();
      const { login, accountId, secret, session: mine } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      const { session } = await finishSecondStep(deps, browser, { code: codeOf(secret, now()) });
      const thief = await ownerOf(world(), session);
      const begun = await beginMyAuthenticator(deps, thief);
      const owner = await ownerOf(world(), mine);
      if (what === 'been ended') await shutOut(deps, owner, { act: 'revoke_session', targetId: session.id });
      else await makeRecoveryCodes(deps, owner);
      const before = await storage.factors.listOf(accountId);
      const newApp = {
        kind: 'authenticator',
        enrolmentId: begun.id,
        code: codeOf(begun.secret, now()),
        name: null,
      } as const;
      const input = { currentPassword: password, newPassword: 'four loud lighthouses', elsewhere: 'sign_out' } as const;
      const acts = [
        () => addFactor(deps, thief, newApp),
        () => makeRecoveryCodes(deps, thief),
        () => removeFactor(deps, thief, before[0]?.id ?? ''),
        () => changePassword(deps, thief, input),
      ];
      for (const act of acts) await expect(act()).rejects.toMatchObject({ code });
      expect(await storage.factors.listOf(accountId)).toEqual(before);
    });

    it('removes recovery codes with the last factor that can be asked for, and the password is enough again', async () => {
      const { login, accountId, session } = await newGuarded(world());
      const factors = await world().storage.factors.listOf(accountId);
      const app = factors.find(({ kind }) => kind === 'authenticator');
      await removeFactor(world().deps, await ownerOf(world(), session), app?.id ?? '');
      expect(await world().storage.factors.listOf(accountId)).toEqual([]);
      await enter(world(), login);
    });

    it('is refused for the factors of other people, as for unknown ones', async () => {
      const mine = await newGuarded(world());
      const other = await newGuarded(world());
      const owner = await ownerOf(world(), mine.session);
      const [theirs] = await world().storage.factors.listOf(other.accountId);
      for (const id of [theirs?.id ?? '', other.accountId, 'x']) {
        await expect(removeFactor(world().deps, owner, id)).rejects.toMatchObject({ code: 'not_found' });
        await expect(renameFactor(world().deps, owner, id, 'Mine')).rejects.toMatchObject({ code: 'not_found' });
      }
      expect((await world().storage.factors.listOf(other.accountId))[0]?.name).toBeNull();
    });
  });
});

/** Counts nothing, so that a test sees what holds without it. */
const open = { attempt: async () => {}, succeeded: async () => {} };
const unthrottled = (world: World): World => ({ ...world, deps: { ...world.deps, throttle: open } });

async function newestOf(world: World, login: string) {
  const account = await world.storage.accounts.findForSignIn(login);
  return { accountId: account?.id ?? '' };
}
