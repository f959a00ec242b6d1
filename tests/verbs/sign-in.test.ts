import {
  changePassword,
  createAccount,
  disableAccount,
  enableAccount,
  listInventory,
  makeSetUpLink,
  reauthenticate,
  setUp,
  signIn,
  signOut,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { password, secretOf } from '../src/test-server.ts';
import { enter, hasProof, inEachWorld, newPerson, ownerOf, setUpFirst, verified, visitor } from '../src/world.ts';

const operator = { kind: 'operator' } as const;
const hour = 3_600_000;

inEachWorld((world) => {
  describe('the first run', () => {
    it('makes the holder of the link the owner, signed in, and the link is used up', async () => {
      const { url } = await makeSetUpLink(world().deps);
      const session = await setUpFirst(world());
      expect(await verified(world(), session.token)).toBe('good');
      const membership = await world().storage.organizations.membership(session.accountId, session.organizationId);
      expect(membership?.role).toBe('owner');
      const again = setUp(world().deps, visitor(), {
        link: secretOf(url),
        userName: 'mallory',
        displayName: 'Mallory',
        password,
        organizationName: null,
      });
      await expect(again).rejects.toMatchObject({ code: 'link_used' });
      await expect(makeSetUpLink(world().deps)).rejects.toMatchObject({ code: 'setup_done' });
    });
  });

  describe('signing in', () => {
    it('gives a new token each time, and ends the session that the browser carried', async () => {
      const { login } = await newPerson(world());
      const first = await enter(world(), login);
      const carried = visitor({ sessionToken: first.token, browserToken: first.browserToken });
      const second = await enter(world(), login, carried);
      expect(second.token).not.toBe(first.token);
      expect(second.deviceId).toBe(first.deviceId);
      expect(await verified(world(), first.token)).toBe('revoked');
      const record = await world().storage.credentials.find(first.id);
      expect(record?.ending?.reason).toBe('superseded');
    });

    it('recognizes the browser again after it was signed out', async () => {
      const { login } = await newPerson(world());
      const first = await enter(world(), login);
      await signOut(world().deps, await ownerOf(world(), first));
      const second = await enter(world(), login, visitor({ browserToken: first.browserToken }));
      expect(second).toMatchObject({ deviceId: first.deviceId, onNewDevice: false });
    });

    it('keeps the signed-out browser in the inventory, holding nothing, until it is removed', async () => {
      const { login } = await newPerson(world());
      const gone = await enter(world(), login);
      await signOut(world().deps, await ownerOf(world(), gone));
      const owner = await ownerOf(world(), await enter(world(), login));
      const { devices } = await listInventory(world().deps, owner);
      const holding = devices.map(({ device, sessions }) => [device.id === gone.deviceId, sessions.length]);
      expect(holding.toSorted()).toEqual([
        [false, 1],
        [true, 0],
      ]);
    });

    it('makes two devices of one browser with two accounts', async () => {
      const one = await enter(world(), (await newPerson(world())).login);
      const other = await newPerson(world());
      const second = await enter(world(), other.login, visitor({ browserToken: one.browserToken }));
      expect(second).toMatchObject({ onNewDevice: true, browserToken: one.browserToken });
      expect(second.deviceId).not.toBe(one.deviceId);
    });

    it('answers alike for a wrong password, an unknown name, a disabled account and one without a password', async () => {
      const { login } = await newPerson(world());
      const disabled = await newPerson(world());
      await disableAccount(world().deps, operator, disabled.login);
      await createAccount(world().deps, operator, {
        userName: 'without.password',
        displayName: 'Nobody yet',
        email: null,
        role: 'member',
      });
      const tries = [
        { login, password: 'not the password' },
        { login: 'nobody-at-all', password },
        { login: disabled.login, password },
        { login: 'without.password', password },
      ];
      for (const input of tries) {
        const from = visitor({ address: '203.0.113.9' });
        await expect(signIn(world().deps, from, { ...input, lifetime: 'standard' })).rejects.toMatchObject({
          code: 'wrong_credentials',
          facts: {},
        });
      }
    });

    it('keeps a known device in while strangers guess', async () => {
      const { login } = await newPerson(world());
      const known = await enter(world(), login);
      await signOut(world().deps, await ownerOf(world(), known));
      const stranger = visitor({ address: '203.0.113.77' });
      const guesses = Array.from({ length: 12 }, () =>
        signIn(world().deps, stranger, { login, password: 'a guess', lifetime: 'standard' }).catch(
          ({ code }) => code as string,
        ),
      );
      const codes = await Promise.all(guesses);
      expect(codes).toContain('throttled');
      const back = await enter(world(), login, visitor({ browserToken: known.browserToken, address: '203.0.113.77' }));
      expect(await verified(world(), back.token)).toBe('good');
    });

    it('does not tell by its throttle that two names are one account', async () => {
      const { login, accountId } = await newPerson(world());
      const now = world().clock.now();
      const second = { normalized: `${login}@example.org`, text: `${login}@example.org` };
      await world().storage.accounts.addLoginName({
        ...second,
        accountId,
        kind: 'email',
        createdAt: now,
        verifiedAt: now,
      });
      const guess = (name: string) =>
        signIn(world().deps, visitor({ address: '203.0.113.80' }), {
          login: name,
          password: 'a guess',
          lifetime: 'standard',
        }).catch(({ code }) => code as string);
      for (let tries = 0; tries < 7; tries += 1) await guess(login);
      expect(await guess(login)).toBe('throttled');
      expect(await guess(second.text)).toBe('wrong_credentials');
      expect(await guess('nobody.at.all.either')).toBe('wrong_credentials');
    });

    it('that is throttled is written down, but not again and again', async () => {
      const { login, accountId } = await newPerson(world());
      const stranger = visitor({ address: '203.0.113.78' });
      const guess = () => signIn(world().deps, stranger, { login, password: 'a guess', lifetime: 'standard' });
      for (let tries = 0; tries < 6; tries += 1) {
        await expect(guess()).rejects.toMatchObject({ code: 'wrong_credentials' });
      }
      for (let tries = 0; tries < 5; tries += 1) {
        await expect(guess()).rejects.toMatchObject({ code: 'throttled', facts: { retryAfterMs: expect.any(Number) } });
      }
      const page = { after: null, limit: 50 };
      const { rows } = await world().storage.log.pageOf(accountId, ['sign_in.throttled'], page);
      expect(rows).toHaveLength(1);
    });

    it('with keep me signed in lives longer', async () => {
      const { login } = await newPerson(world());
      const short = await enter(world(), login);
      const { session: long } = await signIn(world().deps, visitor(), { login, password, lifetime: 'remembered' });
      world().clock.pass(25 * hour);
      expect(await verified(world(), short.token)).toBe('expired');
      expect(await verified(world(), long?.token ?? '')).toBe('good');
    });
  });

  describe('proving again', () => {
    it('gives a new token, and a replay of the old one is refused', async () => {
      const { login } = await newPerson(world());
      const session = await enter(world(), login);
      const { token } = await reauthenticate(world().deps, await ownerOf(world(), session), { password });
      expect(await verified(world(), token)).toBe('good');
      expect(await verified(world(), session.token)).toBe('unknown');
    });

    it('with a wrong password changes nothing and is written down', async () => {
      const { login, accountId } = await newPerson(world());
      const session = await enter(world(), login);
      const proving = reauthenticate(world().deps, await ownerOf(world(), session), { password: 'not the password' });
      await expect(proving).rejects.toMatchObject({ code: 'wrong_credentials' });
      expect(await verified(world(), session.token)).toBe('good');
      const page = { after: null, limit: 5 };
      const { rows } = await world().storage.log.pageOf(accountId, ['reauthentication.failed'], page);
      expect(rows).toHaveLength(1);
    });
  });

  describe('changing the password', () => {
    it('signs out everywhere else and gives what asks a new token', async () => {
      const { login } = await newPerson(world());
      const other = await enter(world(), login);
      const mine = await enter(world(), login);
      const { token } = await changePassword(world().deps, await ownerOf(world(), mine), {
        currentPassword: password,
        newPassword: 'four loud lighthouses',
        elsewhere: 'sign_out',
      });
      expect(await verified(world(), token)).toBe('good');
      expect(await verified(world(), mine.token)).toBe('unknown');
      expect(await verified(world(), other.token)).toBe('revoked');
      expect((await world().storage.credentials.find(other.id))?.ending?.reason).toBe('password_changed');
      await expect(enter(world(), login)).rejects.toMatchObject({ code: 'wrong_credentials' });
    });

    it('keeps the others where that is asked, without what they had proved by the old one', async () => {
      const { login } = await newPerson(world());
      const other = await enter(world(), login);
      const mine = await enter(world(), login);
      await changePassword(world().deps, await ownerOf(world(), mine), {
        currentPassword: password,
        newPassword: 'four loud lighthouses',
        elsewhere: 'keep',
      });
      expect(await verified(world(), other.token)).toBe('good');
      expect(await hasProof(world(), other.token)).toBe(false);
    });

    it('lets no session be born of the old password once it is answered', async () => {
      const { login } = await newPerson(world());
      const mine = await enter(world(), login);
      const owner = await ownerOf(world(), mine);
      const births = Array.from({ length: 10 }, () => enter(world(), login).catch(() => null));
      const [changed, ...born] = await Promise.all([
        changePassword(world().deps, owner, {
          currentPassword: password,
          newPassword: 'four loud lighthouses',
          elsewhere: 'sign_out',
        }),
        ...births,
      ]);
      const tokens = born.flatMap((session) => (session === null ? [] : [session.token]));
      for (const token of tokens) expect(await verified(world(), token)).not.toBe('good');
      expect(await verified(world(), changed.token)).toBe('good');
    });
  });

  describe('disabling an account', () => {
    it('ends everything it holds, and enabling brings nothing back', async () => {
      const { login } = await newPerson(world());
      const sessions = [await enter(world(), login), await enter(world(), login)];
      const outcome = await disableAccount(world().deps, operator, login);
      expect(outcome).toMatchObject({ outcome: 'ended', count: 2 });
      await enableAccount(world().deps, operator, login);
      for (const { token } of sessions) expect(await verified(world(), token)).toBe('revoked');
      const session = await enter(world(), login);
      const { devices } = await listInventory(world().deps, await ownerOf(world(), session));
      expect(devices.flatMap(({ sessions }) => sessions.map(({ id }) => id))).toEqual([session.id]);
    });
  });
});
