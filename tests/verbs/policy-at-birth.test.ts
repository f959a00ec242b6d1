import {
  beginAuthenticatorAtSignIn,
  beginPasskeySignIn,
  changePolicy,
  defaultPolicy,
  expiresAt,
  finishEnrolment,
  finishSecondStep,
  type IssuedSession,
  Refusal,
  signIn,
  signInWithPasskey,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { addPasskey, atSecondStep, newGuarded } from '../src/factors.ts';
import { password } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, verified, visitor, type World } from '../src/world.ts';
import { aService, signInByService } from '../src/world-service.ts';

const operator = { kind: 'operator' } as const;

/** The policy of everybody here, until it is called again. */
async function set(world: World, change: Parameters<typeof changePolicy>[3]): Promise<void> {
  const { id } = await world.storage.organizations.default();
  await changePolicy(world.deps, operator, id, { ...defaultPolicy, ...change });
}

const from = (address: string | null) => visitor({ address });

async function liveOf(world: World, accountId: string): Promise<string[]> {
  const { id } = await world.storage.organizations.default();
  return world.storage.credentials.liveInOrganization(accountId, id, world.clock.now());
}

async function lastEvent(world: World, accountId: string) {
  return (await world.storage.log.pageOf(accountId, [], { after: null, limit: 1 })).rows[0];
}

inEachWorld((world) => {
  describe('a limit of sessions', () => {
    it('ends the one that was not used for longest, says why, and that is out when the new one is answered', async () => {
      await set(world(), { sessionLimit: 2 });
      const { login, accountId } = await newPerson(world());
      const sessions: IssuedSession[] = [];
      for (let nth = 0; nth < 2; nth++) {
        sessions.push(await enter(world(), login));
        world().clock.pass(1_000);
      }
      expect(await verified(world(), sessions[0]?.token ?? '')).toBe('good');
      const third = await enter(world(), login);
      expect(await verified(world(), sessions[0]?.token ?? '')).toBe('revoked');
      expect(await verified(world(), sessions[1]?.token ?? '')).toBe('good');
      expect(await verified(world(), third.token)).toBe('good');
      const ended = await world().storage.credentials.find(sessions[0]?.id ?? '');
      expect(ended?.ending).toMatchObject({ reason: 'session_limit', by: { accountId, deviceId: third.deviceId } });
      expect(await lastEvent(world(), accountId)).toMatchObject({
        event: 'session.made_room',
        credentialId: sessions[0]?.id,
      });
    });

    it('refuses one more where nothing is to make room, and that stands in the history', async () => {
      await set(world(), { sessionLimit: 1, atSessionLimit: 'refuse' });
      const { login, accountId } = await newPerson(world());
      const first = await enter(world(), login);
      await expect(enter(world(), login)).rejects.toMatchObject({ code: 'session_limit', facts: { limit: 1 } });
      expect(await verified(world(), first.token)).toBe('good');
      expect(await lastEvent(world(), accountId)).toMatchObject({
        event: 'sign_in.refused',
        details: { reason: 'session_limit' },
      });
    });

    it('stands in the history, too, where it refuses after the second step, a first factor or a passkey', async () => {
      const { deps, storage } = world();
      await set(world(), {});
      const guarded = await newGuarded(world());
      const passkey = await addPasskey(world(), guarded.session);
      const { login, accountId } = await newPerson(world());
      await enter(world(), login);
      await set(world(), { sessionLimit: 1, atSessionLimit: 'refuse', secondFactor: 'at_sign_in' });
      const isRefused = async (of: string, entering: Promise<unknown>) => {
        await expect(entering).rejects.toMatchObject({ code: 'session_limit' });
        const line = await lastEvent(world(), of);
        expect(line).toMatchObject({ event: 'sign_in.refused', details: { reason: 'session_limit' } });
        world().clock.pass(1_000);
      };
      const code = { code: codeOf(guarded.secret, world().clock.now()) };
      const waiting = await atSecondStep(world(), guarded.login);
      await isRefused(guarded.accountId, finishSecondStep(deps, waiting, code));
      const { token, request } = await beginPasskeySignIn(deps, visitor());
      const browser = visitor({ stepToken: token });
      const entering = signInWithPasskey(deps, browser, passkey.get(request), 'standard');
      await isRefused(guarded.accountId, entering);
      const enrolling = await atSecondStep(world(), login);
      const { id, secret } = await beginAuthenticatorAtSignIn(deps, enrolling);
      const shown = codeOf(secret, world().clock.now());
      const input = { kind: 'authenticator', enrolmentId: id, code: shown, name: null } as const;
      await isRefused(accountId, finishEnrolment(deps, enrolling, input));
      expect(await storage.factors.listOf(accountId)).toEqual([]);
    });

    it('does not count the session that the same browser signs in over', async () => {
      await set(world(), { sessionLimit: 1, atSessionLimit: 'refuse' });
      const { login, accountId } = await newPerson(world());
      const first = await enter(world(), login);
      const again = visitor({ browserToken: first.browserToken, sessionToken: first.token });
      const second = await enter(world(), login, again);
      expect(await liveOf(world(), accountId)).toEqual([second.id]);
    });

    it('that is set later ends what is too many at the next sign-in', async () => {
      await set(world(), {});
      const { login, accountId } = await newPerson(world());
      for (let nth = 0; nth < 4; nth++) await enter(world(), login);
      await set(world(), { sessionLimit: 2 });
      expect(await liveOf(world(), accountId)).toHaveLength(4);
      const last = await enter(world(), login);
      const live = await liveOf(world(), accountId);
      expect(live).toHaveLength(2);
      expect(live).toContain(last.id);
    });

    it.each(['end_oldest', 'refuse'] as const)('holds when twenty sign in at once: %s', async (atSessionLimit) => {
      await set(world(), { sessionLimit: 3, atSessionLimit });
      // A service does, because nobody counts its tries.
      const acme = await aService(world());
      const { accountId } = await signInByService(world(), acme, 'anna');
      const births = Array.from({ length: 20 }, () => signInByService(world(), acme, 'anna'));
      const outcomes = await Promise.allSettled(births);
      expect(await liveOf(world(), accountId)).toHaveLength(3);
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(atSessionLimit === 'refuse' ? 18 : 0);
      for (const outcome of refused) expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(Refusal);
      const verdicts = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? verified(world(), outcome.value.token) : 'refused',
      );
      const good = (await Promise.all(verdicts)).filter((verdict) => verdict === 'good');
      expect(good).toHaveLength(atSessionLimit === 'refuse' ? 2 : 3);
    });
  });

  describe('address ranges', () => {
    const office = { addressRanges: { session: ['198.51.100.0/24', '2001:db8::/32'], service_credential: [] } };

    it.each(['198.51.100.200', '::ffff:198.51.100.200', '2001:db8:ffff::1'])('let %s sign in', async (address) => {
      await set(world(), office);
      const { login } = await newPerson(world());
      await expect(enter(world(), login, from(address))).resolves.toMatchObject({ token: expect.any(String) });
    });

    it.each(['198.51.101.1', '2001:db9::1', '::1', null])('keep %s out, whose password is right', async (address) => {
      await set(world(), office);
      const { login, accountId } = await newPerson(world());
      await expect(enter(world(), login, from(address))).rejects.toMatchObject({ code: 'address_refused' });
      expect(await liveOf(world(), accountId)).toEqual([]);
      expect(await lastEvent(world(), accountId)).toMatchObject({
        event: 'sign_in.refused',
        details: { reason: 'address_refused' },
      });
    });

    it('tell nobody whether a password is right who does not know it', async () => {
      await set(world(), office);
      const { login } = await newPerson(world());
      const guess = { login, password: 'wrong', lifetime: 'standard' } as const;
      await expect(signIn(world().deps, from('203.0.113.9'), guess)).rejects.toMatchObject({
        code: 'wrong_credentials',
      });
    });

    it('refuse a session used from outside, in memory or not, and it has not ended', async () => {
      await set(world(), office);
      const { login } = await newPerson(world());
      const { token } = await enter(world(), login);
      const ask = async (address: string | null) => {
        const verdict = await world().verifier.verify(token, 'session', { now: world().clock.now(), address });
        return verdict.active ? 'good' : verdict.reason;
      };
      for (let times = 0; times < 2; times++) {
        expect(await ask('203.0.113.9')).toBe('outside_addresses');
        expect(await ask(null)).toBe('outside_addresses');
        expect(await ask('::ffff:198.51.100.1')).toBe('good');
      }
      await set(world(), {});
      expect(await ask('203.0.113.9')).toBe('good');
    });

    it('bind every verify that starts after they were answered, however many are under way', async () => {
      await set(world(), {});
      const { login } = await newPerson(world());
      const { token } = await enter(world(), login);
      const ask = () => world().verifier.verify(token, 'session', { now: world().clock.now(), address: '203.0.113.9' });
      let isAnswered = false;
      const late: unknown[] = [];
      const asking = Array.from({ length: 8 }, async () => {
        for (let left = 40; left > 0; ) {
          const startedLate = isAnswered;
          const verdict = await ask();
          if (startedLate) {
            late.push(verdict);
            left -= 1;
          }
          await new Promise(setImmediate);
        }
      });
      await set(world(), office);
      isAnswered = true;
      await Promise.all(asking);
      expect(late).toHaveLength(320);
      expect(new Set(late)).toEqual(new Set([{ active: false, reason: 'outside_addresses' }]));
    });
  });

  describe('keep me signed in', () => {
    it('does nothing where it is refused, for those who ticked it before too', async () => {
      await set(world(), {});
      const { login } = await newPerson(world());
      const remembered = { login, password, lifetime: 'remembered' } as const;
      const before = (await signIn(world().deps, visitor(), remembered)).session;
      await set(world(), { keepSignedIn: 'refused' });
      const after = (await signIn(world().deps, visitor(), remembered)).session;
      const day = 24 * 3_600_000;
      for (const issued of [before, after]) {
        const session = await world().storage.credentials.find(issued?.id ?? '');
        if (session === null) throw new Error('It is not there.');
        expect(expiresAt(session) - session.issuedAt).toBe(day);
        expect(session.lifetime).toBe(issued === before ? 'remembered' : 'standard');
      }
    });
  });
});
