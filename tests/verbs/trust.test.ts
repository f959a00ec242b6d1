import {
  beginAuthenticatorAtSignIn,
  changePassword,
  changePolicy,
  confirmHold,
  finishEnrolment,
  finishSecondStep,
  hasFreshProof,
  type IssuedSession,
  listFactors,
  listInventory,
  listOrganizationDevices,
  reauthenticate,
  removeFactor,
  revokeByOperator,
  revokeMyTrust,
  revokeTrust,
  shutOut,
  signIn,
  signOut,
  type TrustToken,
  terminateSessions,
  type Visitor,
} from '@rollcall/core';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { addApp, atSecondStep, type Guarded, newGuarded, nextStep } from '../src/factors.ts';
import { password } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, visitor } from '../src/world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const operator = { kind: 'operator' } as const;

inEachWorld((world) => {
  const setPolicy = async (change: Parameters<typeof changePolicy>[3]) =>
    changePolicy(world().deps, operator, (await world().storage.organizations.default()).id, change);
  afterEach(async () => {
    await setPolicy({ secondFactor: 'off', trustDays: 30 });
  });

  interface Trusted extends Guarded {
    readonly on: IssuedSession;
    readonly browser: Visitor;
  }
  /** Somebody who has just trusted a device, and what its browser carries. */
  const newTrusted = async (): Promise<Trusted> => {
    const guarded = await newGuarded(world());
    const { session: on, trust } = await finishWith(guarded, await atSecondStep(world(), guarded.login));
    return { ...guarded, on, browser: carrying(on, trust) };
  };
  const finishWith = ({ secret }: Guarded, browser: Visitor) =>
    finishSecondStep(world().deps, browser, { code: codeOf(secret, world().clock.now()) }, 'trust');
  const proved = async ({ secret }: Guarded, session: IssuedSession) => {
    const code = codeOf(secret, world().clock.now());
    await reauthenticate(world().deps, await ownerOf(world(), session), { password, code });
    return ownerOf(world(), session);
  };
  const carrying = ({ browserToken }: IssuedSession, trust: TrustToken | null) =>
    visitor({ browserToken, trustTokens: trust === null ? [] : [trust.token] });
  const back = (login: string, browser: Visitor) =>
    signIn(world().deps, browser, { login, password, lifetime: 'standard' });
  const outcome = async (login: string, browser: Visitor) =>
    (await back(login, browser)).session === null ? 'asked' : 'trusted';
  const eventsOf = async (accountId: string) =>
    (await world().storage.log.pageOf(accountId, [], { after: null, limit: 100 })).rows.map(({ event }) => event);

  describe('a trusted device', () => {
    it('goes without the second factor, by one factor, and what needs a proof asks for two', async () => {
      const { login, browser } = await newTrusted();
      const { session, step } = await back(login, browser);
      expect(step).toBeNull();
      expect(await world().storage.credentials.find(session?.id ?? '')).toMatchObject({ assurance: 1 });
      const owner = await ownerOf(world(), session as IssuedSession);
      expect(hasFreshProof(owner, world().clock.now())).toBe(false);
    });

    it('is asked for the code again once an administrator revokes its trust, and is not where its owner may do more', async () => {
      const { login, accountId, browser, on } = await newTrusted();
      const { deps, storage } = world();
      const { id: organizationId } = await storage.organizations.default();
      const setRole = (accountId: string, role: 'helpdesk' | 'member' | 'owner') =>
        storage.organizations.setRole({ accountId, organizationId, role });
      const keeper = await newPerson(world());
      await setRole(keeper.accountId, 'helpdesk');
      const actor = await ownerOf(world(), await enter(world(), keeper.login));
      const listed = async () => {
        const page = { after: null, limit: 10 };
        const whole = { filter: { type: null, state: null, trust: null }, places: 'left_out', matches: null } as const;
        const wanted = { ...whole, search: login, accountId: null, page };
        return (await listOrganizationDevices(deps, actor, wanted)).rows;
      };
      expect((await listed())[0]).toMatchObject({ id: on.deviceId, sessions: 1, trustedUntil: expect.any(Number) });
      await setRole(accountId, 'owner');
      await expect(revokeTrust(deps, actor, on.deviceId)).rejects.toMatchObject({ code: 'beyond_own_rights' });
      expect(await outcome(login, browser)).toBe('trusted');
      await setRole(accountId, 'member');
      await revokeTrust(deps, actor, on.deviceId);
      expect((await listed())[0]).toMatchObject({ trustedUntil: null });
      expect(await outcome(login, browser)).toBe('asked');
      expect((await eventsOf(accountId))[0]).toBe('device.trust_revoked');
      for (const id of [on.deviceId, accountId, 'x']) {
        await expect(revokeTrust(deps, actor, id)).rejects.toMatchObject({ code: 'not_found' });
      }
    });

    it('is shown with the day until which nothing is asked there', async () => {
      const { on, browser, login } = await newTrusted();
      const { devices } = await listInventory(world().deps, await ownerOf(world(), on));
      const here = devices.find(({ device }) => device.id === on.deviceId);
      expect(here?.trustedUntil).toBeGreaterThan(world().clock.now() + 29 * day);
      expect(devices.filter(({ trustedUntil }) => trustedUntil !== null)).toHaveLength(1);
      await signOut(world().deps, await ownerOf(world(), on));
      expect(await outcome(login, browser)).toBe('trusted');
    });

    it('is asked again when the days are over, and when the policy has fewer', async () => {
      const { login, browser } = await newTrusted();
      await setPolicy({ trustDays: 2 });
      world().clock.pass(day);
      const first = await back(login, browser);
      expect(first.session).not.toBeNull();
      world().clock.pass(day);
      const token = first.session === null ? null : first.trust;
      expect(await outcome(login, { ...browser, trustTokens: [token?.token ?? ''] })).toBe('asked');
      await world().storage.trusts.forget(world().clock.now(), 200);
      expect(
        await world().storage.trusts.find(first.session?.deviceId ?? '', first.session?.organizationId ?? ''),
      ).toBeNull();
    });

    it.each([
      ['always asks', { secondFactor: 'always' as const }],
      ['trusts none', { trustDays: 0 }],
    ])('is asked, and cannot be trusted, where the policy %s', async (_, change) => {
      const trusted = await newTrusted();
      await setPolicy(change);
      const { step } = await back(trusted.login, trusted.browser);
      expect(step?.trustDays).toBeNull();
      nextStep(world());
      const { trust } = await finishWith(trusted, await atSecondStep(world(), trusted.login, trusted.browser));
      expect(trust).toBeNull();
    });

    it.each([
      ['always asked', { secondFactor: 'always' as const }, { secondFactor: 'off' as const }],
      ['trusted none', { trustDays: 0 }, { trustDays: 30 }],
    ])('stays asked where the policy %s for a moment', async (_, tighter, looser) => {
      const { login, browser } = await newTrusted();
      await setPolicy(tighter);
      await setPolicy(looser);
      expect(await outcome(login, browser)).toBe('asked');
    });

    it('is asked again after a change of password, after a change of factors, and when it is removed', async () => {
      const changes: readonly ((trusted: Trusted) => Promise<unknown>)[] = [
        async ({ on }) =>
          changePassword(world().deps, await ownerOf(world(), on), {
            currentPassword: password,
            newPassword: 'four loud lighthouses',
            elsewhere: 'keep',
          }),
        ({ on }) => addApp(world(), on),
        async ({ on, session }) =>
          shutOut(world().deps, await ownerOf(world(), session), { act: 'remove_device', targetId: on.deviceId }),
      ];
      for (const change of changes) {
        const trusted = await newTrusted();
        await change(trusted);
        expect(await world().storage.trusts.listOf(trusted.accountId)).toEqual([]);
      }
    });

    it('is asked again once the operator ends a session on it', async () => {
      const { login, browser, on } = await newTrusted();
      await revokeByOperator(world().deps, operator, on.id);
      expect(await outcome(login, browser)).toBe('asked');
    });

    it('is asked again once its owner says so, and another cannot say it', async () => {
      const { login, browser, session, on, accountId } = await newTrusted();
      const stranger = await ownerOf(world(), await enter(world(), (await newPerson(world())).login));
      const revoking = revokeMyTrust(world().deps, stranger, on.deviceId);
      await expect(revoking).rejects.toMatchObject({ code: 'not_found' });
      expect((await back(login, browser)).session).not.toBeNull();
      await revokeMyTrust(world().deps, await ownerOf(world(), session), on.deviceId);
      expect(await world().storage.trusts.listOf(accountId)).toEqual([]);
      expect(await eventsOf(accountId)).toContain('device.trust_revoked');
    });

    it.each(['revoke_session', 'revoke_others'] as const)(
      'is asked again once its owner is shut out (%s), with a proof or after a hold; the one that asks stays trusted',
      async (act) => {
        const { deps, clock } = world();
        for (const wait of [0, 11 * minute]) {
          const lost = await newTrusted();
          nextStep(world());
          const mine = await finishWith(lost, await atSecondStep(world(), lost.login));
          clock.pass(wait);
          const owner = await ownerOf(world(), mine.session);
          const intent = act === 'revoke_others' ? { act, targetId: null } : { act, targetId: lost.on.id };
          const { hold } = await shutOut(deps, owner, intent);
          if (hold !== null) await confirmHold(deps, await proved(lost, mine.session), hold.id);
          expect(hold !== null).toBe(wait > 0);
          expect(await outcome(lost.login, lost.browser)).toBe('asked');
          expect(await outcome(lost.login, carrying(mine.session, mine.trust))).toBe('trusted');
        }
      },
    );

    it('is asked again once a hold is final, though whoever sat there signed out meanwhile', async () => {
      const trusted = await newTrusted();
      const { login, browser, session, on } = trusted;
      const { deps, clock } = world();
      clock.pass(11 * minute);
      const owner = await ownerOf(world(), session);
      const { hold } = await shutOut(deps, owner, { act: 'revoke_session', targetId: on.id });
      await signOut(deps, await ownerOf(world(), on));
      await confirmHold(deps, await proved(trusted, session), hold?.id ?? '');
      expect(await outcome(login, browser)).toBe('asked');
    });

    it('is asked again once an administrator has signed it out', async () => {
      const { login, browser, on } = await newTrusted();
      const { deps, storage } = world();
      const { id: organizationId } = await storage.organizations.default();
      const keeper = await newPerson(world());
      await storage.organizations.setRole({ accountId: keeper.accountId, organizationId, role: 'administrator' });
      await terminateSessions(deps, await ownerOf(world(), await enter(world(), keeper.login)), [on.id]);
      expect(await outcome(login, browser)).toBe('asked');
    });

    it('is asked while somebody else holds something that waits for their proof', async () => {
      const { login, browser, session, on } = await newTrusted();
      world().clock.pass(11 * minute);
      await shutOut(world().deps, await ownerOf(world(), session), { act: 'revoke_session', targetId: on.id });
      expect(await outcome(login, browser)).toBe('asked');
      world().clock.pass(15 * minute);
      expect(await outcome(login, browser)).toBe('trusted');
    });
  });

  describe("a device's trust token", () => {
    it('is a new one each time; the one before is good for a minute more', async () => {
      const { login, browser } = await newTrusted();
      const first = await back(login, browser);
      world().clock.pass(minute - 1_000);
      const lost = await back(login, browser);
      expect(first.session).not.toBeNull();
      expect(lost.session).not.toBeNull();
      const tokens = [first, lost].map((one) => (one.session === null ? null : one.trust?.token));
      expect(new Set([...tokens, ...browser.trustTokens]).size).toBe(3);
    });

    it.each([
      ['the one before the last', 0, 2],
      ['the last one, after a minute', minute, 1],
    ])('of which an older copy is used (%s) ends the trust and is told', async (_, wait, uses) => {
      const { login, accountId, browser } = await newTrusted();
      let carried = browser;
      for (let use = 0; use < uses; use += 1) {
        const { session, ...more } = await back(login, carried);
        carried = carrying(session as IssuedSession, 'trust' in more ? more.trust : null);
      }
      world().clock.pass(wait);
      expect(await outcome(login, browser)).toBe('asked');
      expect(await eventsOf(accountId)).toContain('device.trust_copied');
      expect(await outcome(login, carried)).toBe('asked');
    });

    it('is mailed about when a copy was used', async () => {
      const { login, accountId, browser } = await newTrusted();
      const at = world().clock.now();
      const email = { normalized: `${login}@example.org`, text: `${login}@example.org` };
      await world().storage.accounts.addLoginName({
        ...email,
        accountId,
        kind: 'email',
        createdAt: at,
        verifiedAt: at,
      });
      await back(login, browser);
      world().clock.pass(minute);
      await back(login, browser);
      expect(world().posted).toContainEqual(
        expect.objectContaining({ to: email.text, message: expect.objectContaining({ kind: 'trust_copied' }) }),
      );
    });

    it('is worth nothing without its browser, in another one, and for another account', async () => {
      const mine = await newTrusted();
      const other = await newTrusted();
      expect(await outcome(mine.login, { ...mine.browser, browserToken: null })).toBe('asked');
      expect(await outcome(mine.login, { ...mine.browser, browserToken: other.browser.browserToken })).toBe('asked');
      expect(await outcome(other.login, mine.browser)).toBe('asked');
      expect(await outcome(mine.login, { ...mine.browser, trustTokens: other.browser.trustTokens })).toBe('asked');
      expect(await outcome(mine.login, mine.browser)).toBe('trusted');
      expect(await outcome(other.login, other.browser)).toBe('trusted');
    });

    it('is worth nothing in another organization', async () => {
      const { on } = await newTrusted();
      const elsewhere = await world().storage.trusts.find(on.deviceId, world().deps.chance.id());
      expect(elsewhere).toBeNull();
    });
  });

  describe('where the organization wants a second factor', () => {
    it('a sign-in without one ends with the first, as two factors', async () => {
      await setPolicy({ secondFactor: 'at_sign_in' });
      const { login, accountId } = await newPerson(world());
      const { session, step } = await back(login, visitor());
      expect(session).toBeNull();
      expect(step).toMatchObject({ purpose: 'enrolment', factors: [] });
      const browser = visitor({ stepToken: step?.token ?? null });
      const { id, secret } = await beginAuthenticatorAtSignIn(world().deps, browser);
      const input = () =>
        ({ kind: 'authenticator', enrolmentId: id, code: codeOf(secret, world().clock.now()), name: null }) as const;
      const finished = await finishEnrolment(world().deps, browser, input());
      expect((await world().storage.credentials.find(finished.session.id))?.assurance).toBe(2);
      expect(hasFreshProof(await ownerOf(world(), finished.session), world().clock.now())).toBe(true);
      expect(await world().storage.factors.listOf(accountId)).toHaveLength(1);
      await expect(finishEnrolment(world().deps, browser, input())).rejects.toMatchObject({ code: 'step_not_open' });
      expect((await back(login, visitor())).step?.purpose).toBe('second_step');
    });

    it('the password alone adds nothing once there is one', async () => {
      const { login } = await newPerson(world());
      const session = await enter(world(), login);
      await setPolicy({ secondFactor: 'at_sign_in' });
      const { step } = await back(login, visitor());
      const browser = visitor({ stepToken: step?.token ?? null });
      const { id, secret } = await beginAuthenticatorAtSignIn(world().deps, browser);
      await addApp(world(), session);
      const code = codeOf(secret, world().clock.now());
      const finishing = finishEnrolment(world().deps, browser, {
        kind: 'authenticator',
        enrolmentId: id,
        code,
        name: null,
      });
      await expect(finishing).rejects.toMatchObject({ code: 'step_not_open' });
    });

    it('the last one stays', async () => {
      const { session, accountId } = await newGuarded(world());
      expect(await listFactors(world().deps, accountId)).toMatchObject({ isRequired: false });
      await setPolicy({ secondFactor: 'at_sign_in' });
      expect(await listFactors(world().deps, accountId)).toMatchObject({ isRequired: true });
      const owner = await ownerOf(world(), session);
      const [app, codes] = await world().storage.factors.listOf(accountId);
      await removeFactor(world().deps, owner, codes?.id ?? '');
      const removing = removeFactor(world().deps, owner, app?.id ?? '');
      await expect(removing).rejects.toMatchObject({ code: 'factor_required' });
    });

    it('the step that enrols answers no second step, and the other way round', async () => {
      const guarded = await newGuarded(world());
      await setPolicy({ secondFactor: 'always' });
      const { login } = await newPerson(world());
      const { step } = await back(login, visitor());
      const enrolling = visitor({ stepToken: step?.token ?? null });
      const finishing = finishSecondStep(world().deps, enrolling, { code: '000000' });
      await expect(finishing).rejects.toMatchObject({ code: 'step_not_open' });
      const waiting = await atSecondStep(world(), guarded.login);
      const begun = beginAuthenticatorAtSignIn(world().deps, waiting);
      await expect(begun).rejects.toMatchObject({ code: 'step_not_open' });
    });
  });
});
