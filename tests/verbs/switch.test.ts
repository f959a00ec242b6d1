import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  changePolicy,
  confirmHold,
  defaultPolicy,
  expiresAt,
  finishSecondStep,
  letIn,
  lockOut,
  type Owner,
  reauthenticate,
  removeMember,
  revokeByOperator,
  shutOut,
  signIn,
  signOut,
  switchOrganization,
  terminateAll,
  terminateSessions,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { atSecondStep, newGuarded, nextStep } from '../src/factors.ts';
import { password } from '../src/test-server.ts';
import { waitingFor } from '../src/watching.ts';
import { enter, inEachWorld, newPerson, verified, visitor, type World } from '../src/world.ts';
import { go, holderOf, type InTwo, inTwo, recordOf } from '../src/world-organizations.ts';
import { aService, signInByService } from '../src/world-service.ts';

const operator = { kind: 'operator' } as const;
const minute = 60_000;
const hour = 60 * minute;

async function set({ deps }: World, organizationId: string, change: Partial<typeof defaultPolicy>): Promise<void> {
  await changePolicy(deps, operator, organizationId, { ...defaultPolicy, ...change });
}

async function prove(world: World, token: string): Promise<string> {
  return (await reauthenticate(world.deps, await holderOf(world, token), { password })).token;
}

/** What became of an attempt to go: what a verify says of the token, or why there is none. */
async function fateOf(world: World, entry: PromiseSettledResult<{ readonly token: string }>): Promise<string> {
  return entry.status === 'fulfilled' ? verified(world, entry.value.token) : entry.reason.code;
}

/** What an organization does to somebody whose session there has that token. */
type OrganizationEnding = (world: World, person: InTwo, there: string) => Promise<unknown>;

const byOrganization: Readonly<Record<string, OrganizationEnding>> = {
  'one session': async (world, { keeper }, there) =>
    terminateSessions(world.deps, keeper, [(await recordOf(world, there)).id]),
  everybody: async (world, { keeper, club }) => {
    const { name } = (await world.storage.organizations.find(club)) ?? { name: '' };
    return terminateAll(world.deps, keeper, { organizationName: name, spares: 'nobody' });
  },
  'a member, who is locked out and let in again': async ({ deps }, { club, accountId }) => {
    await lockOut(deps, { ...operator, organizationId: club }, accountId);
    await letIn(deps, { ...operator, organizationId: club }, accountId);
  },
  'a member, who is removed and joins again': async ({ deps, storage, clock }, { club, accountId }) => {
    await removeMember(deps, { ...operator, organizationId: club }, accountId);
    const joining = { accountId, organizationId: club, role: 'member', joinedAt: clock.now() } as const;
    await storage.organizations.addMember(joining);
  },
};

/** How a person shuts out a session of theirs whose token that is, from another one. */
const byOwner: Readonly<Record<string, (world: World, token: string, other: string) => Promise<unknown>>> = {
  'its owner, from the list': async (world, token, other) =>
    shutOut(world.deps, await holderOf(world, other), {
      act: 'revoke_session',
      targetId: (await recordOf(world, token)).id,
    }),
  'its owner, with the device': async (world, token, other) =>
    shutOut(world.deps, await holderOf(world, other), {
      act: 'lose_device',
      targetId: (await recordOf(world, token)).deviceId ?? '',
    }),
  'its owner, with all others': async (world, _, other) =>
    shutOut(world.deps, await holderOf(world, other), { act: 'revoke_others', targetId: null }),
  'its owner, who signs out with it': async (world, token) => signOut(world.deps, await holderOf(world, token)),
  'the operator': async (world, token) => revokeByOperator(world.deps, operator, (await recordOf(world, token)).id),
};

inEachWorld((world) => {
  describe('going into another organization', () => {
    it('ends the session that asks before it is answered, and its sign-in goes on in one that stands there', async () => {
      const { token, club, accountId } = await inTwo(world());
      const before = await recordOf(world(), token);
      expect(await verified(world(), token)).toBe('good');
      world().clock.pass(hour);
      const there = await go(world(), token, club);
      expect([await verified(world(), token), await verified(world(), there)]).toEqual(['revoked', 'good']);
      const { issuedAt, authenticatedAt, deviceId, assurance, method } = before;
      expect(await recordOf(world(), there)).toMatchObject({
        issuedAt,
        authenticatedAt,
        deviceId,
        assurance,
        method,
        organizationId: club,
        fromSessionId: before.id,
      });
      expect((await recordOf(world(), token)).ending).toMatchObject({ reason: 'switched', by: { accountId } });
      const { rows } = await world().storage.log.pageOf(accountId, ['session.switched'], { after: null, limit: 9 });
      expect(rows).toMatchObject([{ organizationId: club, actorAccountId: accountId, deviceId }]);
    });

    it('makes nothing last longer, to and fro', async () => {
      const { token, club, home } = await inTwo(world());
      const end = expiresAt(await recordOf(world(), token));
      let last = token;
      for (let nth = 0; nth < 6; nth += 1) {
        world().clock.pass(hour);
        last = await go(world(), last, nth % 2 === 0 ? club : home);
      }
      const record = await recordOf(world(), last);
      expect(record.organizationId).toBe(home);
      expect(expiresAt(record)).toBe(end);
      world().clock.pass(end - world().clock.now());
      expect(await verified(world(), last)).toBe('expired');
    });

    it('is where the next sign-in leads, unless that is not open from there', async () => {
      const { token, club, home, login } = await inTwo(world());
      await go(world(), token, club);
      expect((await enter(world(), login)).organizationId).toBe(club);
      await set(world(), club, { addressRanges: { session: ['203.0.113.0/24'], service_credential: [] } });
      expect((await enter(world(), login)).organizationId).toBe(home);
      const inside = visitor({ address: '203.0.113.9' });
      expect((await enter(world(), login, inside)).organizationId).toBe(club);
    });

    it('is refused alike for an organization that is unknown, is not one’s own, or has locked one out', async () => {
      const { token, accountId, club } = await inTwo(world());
      const stranger = await inTwo(world());
      await lockOut(world().deps, { ...operator, organizationId: club }, accountId);
      for (const id of [world().deps.chance.id(), stranger.club, club]) {
        await expect(go(world(), token, id)).rejects.toMatchObject({ code: 'not_found' });
      }
      expect(await verified(world(), token)).toBe('good');
    });

    it('is refused to a session that was ended or is held', async () => {
      const { token, club, login } = await inTwo(world());
      const owner = await holderOf(world(), token);
      const other = await holderOf(world(), (await enter(world(), login)).token);
      world().clock.pass(11 * minute);
      await shutOut(world().deps, other, { act: 'revoke_session', targetId: owner.credentialId });
      const held = switchOrganization(world().deps, owner, visitor(), club);
      await expect(held).rejects.toMatchObject({ code: 'not_found' });
      await signOut(world().deps, owner);
      const ended = switchOrganization(world().deps, owner, visitor(), club);
      await expect(ended).rejects.toMatchObject({ code: 'not_found' });
    });

    it('is refused to whom a service signs in', async () => {
      const acme = await aService(world());
      const { token, accountId } = await signInByService(world(), acme, 'ida');
      const { club } = await inTwo(world());
      const joinedAt = world().clock.now();
      await world().storage.organizations.addMember({ accountId, organizationId: club, role: 'member', joinedAt });
      await expect(go(world(), token, club)).rejects.toMatchObject({ code: 'sign_in_elsewhere' });
      expect(await verified(world(), token)).toBe('good');
    });
  });

  describe('the policy of the organization entered', () => {
    it('refuses whoever has no second factor where it wants one', async () => {
      const { token, club } = await inTwo(world());
      await set(world(), club, { secondFactor: 'at_sign_in' });
      await expect(go(world(), token, club)).rejects.toMatchObject({ code: 'factor_needed' });
      expect(await verified(world(), token)).toBe('good');
    });

    it('lets nobody in by the password alone who has a second factor, trusted device or not', async () => {
      const { accountId, login, secret } = await newGuarded(world());
      const { club } = await inTwo(world());
      const joinedAt = world().clock.now();
      await world().storage.organizations.addMember({ accountId, organizationId: club, role: 'member', joinedAt });
      const code = () => codeOf(secret, world().clock.now());
      const stepping = await atSecondStep(world(), login);
      const { session, trust } = await finishSecondStep(world().deps, stepping, { code: code() }, 'trust');
      const trusted = visitor({ browserToken: session.browserToken, trustTokens: [trust?.token ?? ''] });
      const { token } = await enter(world(), login, trusted);
      await expect(go(world(), token, club)).rejects.toMatchObject({ code: 'reauthentication_required' });
      nextStep(world());
      const proof = { password, code: code() };
      const proved = await reauthenticate(world().deps, await holderOf(world(), token), proof);
      expect(await recordOf(world(), await go(world(), proved.token, club))).toMatchObject({ assurance: 2 });
    });

    it('refuses from outside its networks', async () => {
      const { token, club } = await inTwo(world());
      await set(world(), club, { addressRanges: { session: ['203.0.113.0/24'], service_credential: [] } });
      await expect(go(world(), token, club)).rejects.toMatchObject({ code: 'address_refused' });
      const inside = visitor({ address: '203.0.113.9' });
      expect(await recordOf(world(), await go(world(), token, club, inside))).toMatchObject({ organizationId: club });
    });

    it('counts it as one more session there, which is refused', async () => {
      const { token, club, login } = await inTwo(world());
      await set(world(), club, { sessionLimit: 1, atSessionLimit: 'refuse' });
      const there = await go(world(), (await enter(world(), login)).token, club);
      await expect(go(world(), token, club)).rejects.toMatchObject({ code: 'session_limit' });
      expect([await verified(world(), token), await verified(world(), there)]).toEqual(['good', 'good']);
    });

    it('counts it as one more session there, for which another makes room', async () => {
      const { token, club, login } = await inTwo(world());
      await set(world(), club, { sessionLimit: 1, atSessionLimit: 'end_oldest' });
      const there = await go(world(), (await enter(world(), login)).token, club);
      const other = await go(world(), token, club);
      expect([await verified(world(), other), await verified(world(), there)]).toEqual(['good', 'revoked']);
    });

    it('lets no sign-in in that is older than it lets one be, and limits what came in', async () => {
      const { token, club } = await inTwo(world());
      await set(world(), club, { absoluteLimitMinutes: 120, idleLimitMinutes: 60 });
      world().clock.pass(hour);
      const there = await go(world(), token, club);
      expect(expiresAt(await recordOf(world(), there))).toBe((await recordOf(world(), token)).issuedAt + 2 * hour);
      const { token: late, club: strict } = await inTwo(world());
      await set(world(), strict, { absoluteLimitMinutes: 120, idleLimitMinutes: 60 });
      world().clock.pass(2 * hour);
      await expect(go(world(), late, strict)).rejects.toMatchObject({ code: 'sign_in_too_old' });
      expect(await verified(world(), late)).toBe('good');
    });

    it('takes “keep me signed in” back where it refuses that, and what was asked for counts again elsewhere', async () => {
      const { login, club, home } = await inTwo(world());
      await set(world(), club, { keepSignedIn: 'refused' });
      const { session } = await signIn(world().deps, visitor(), { login, password, lifetime: 'remembered' });
      const there = await go(world(), session?.token ?? '', club);
      expect((await recordOf(world(), there)).lifetime).toBe('standard');
      expect((await recordOf(world(), await go(world(), there, home))).lifetime).toBe('remembered');
    });
  });

  describe('an organization that ends', () => {
    it.each(Object.entries(byOrganization))('%s ends nothing that stands elsewhere', async (_, end) => {
      const person = await inTwo(world());
      const there = await go(world(), person.token, person.club);
      const elsewhere = (await enter(world(), person.login)).token;
      const home = await go(world(), elsewhere, person.home);
      await end(world(), person, there);
      expect([await verified(world(), there), await verified(world(), home)]).toEqual(['revoked', 'good']);
    });

    it.each(Object.entries(byOrganization))(
      '%s lets nobody back in from next door without a new proof',
      async (_, end) => {
        const person = await inTwo(world());
        const there = await go(world(), person.token, person.club);
        const home = await go(world(), there, person.home);
        await end(world(), person, there);
        await expect(go(world(), home, person.club)).rejects.toMatchObject({ code: 'reauthentication_required' });
        expect(await verified(world(), home)).toBe('good');
        world().clock.pass(1);
        const again = await go(world(), await prove(world(), home), person.club);
        expect(await verified(world(), again)).toBe('good');
      },
    );

    it.each(Object.entries(byOrganization))(
      '%s lets nobody back in by a proof that was given while the ending waited for its locks',
      async (_, end) => {
        const person = await inTwo(world());
        const there = await go(world(), person.token, person.club);
        const home = await go(world(), there, person.home);
        let proved = '';
        const deps = waitingFor(world().deps, async () => {
          world().clock.pass(minute);
          proved = await prove(world(), home);
        });
        await end({ ...world(), deps }, person, there);
        await expect(go(world(), proved, person.club)).rejects.toMatchObject({ code: 'reauthentication_required' });
        expect(await verified(world(), there)).toBe('revoked');
      },
    );

    it('a session that was gone on from ends nothing that stands elsewhere, the first one neither', async () => {
      const person = await inTwo(world());
      const { deps, storage } = world();
      const owner = await holderOf(world(), (await enter(world(), (await newPerson(world())).login)).token);
      const keeping = { accountId: owner.accountId, organizationId: person.home, role: 'owner' } as const;
      await storage.organizations.setRole(keeping);
      const there = await go(world(), person.token, person.club);
      const { unknown } = await terminateSessions(deps, owner, [(await recordOf(world(), person.token)).id]);
      expect([unknown, await verified(world(), there)]).toEqual([[], 'good']);
      await expect(go(world(), there, person.home)).rejects.toMatchObject({ code: 'reauthentication_required' });
    });

    it('a session ends the one in which whoever left and came back sits by now', async () => {
      const person = await inTwo(world());
      const seen = await go(world(), person.token, person.club);
      const home = await go(world(), seen, person.home);
      const again = await go(world(), home, person.club);
      await byOrganization['one session']?.(world(), person, seen);
      expect(await verified(world(), again)).toBe('revoked');
    });
  });

  describe('a sign-in that goes on in another organization is over', () => {
    it.each(Object.entries(byOwner))('where its session before was ended by %s', async (_, end) => {
      const { token, club, home, login } = await inTwo(world());
      const other = (await enter(world(), login)).token;
      const there = await go(world(), token, club);
      const last = await go(world(), there, home);
      await end(world(), there, other);
      expect(await verified(world(), last)).toBe('revoked');
    });

    it('and held, where the session before is held by a press', async () => {
      const { token, club, login } = await inTwo(world());
      const other = (await enter(world(), login)).token;
      const press = { act: 'revoke_session', targetId: (await recordOf(world(), token)).id } as const;
      const there = await go(world(), token, club);
      world().clock.pass(11 * minute);
      const { hold } = await shutOut(world().deps, await holderOf(world(), other), press);
      expect(await verified(world(), there)).toBe('held');
      world().clock.pass(1);
      const proved = await holderOf(world(), await prove(world(), other));
      await confirmHold(world().deps, proved, hold?.id ?? '');
      expect(await verified(world(), there)).toBe('revoked');
    });
  });

  describe('a thief who copied the cookie and goes on with it elsewhere', () => {
    it('is out as soon as the browser that was left behind signs in', async () => {
      const { token, club, home, login } = await inTwo(world());
      const stolen = await go(world(), await go(world(), token, club), home);
      const again = await enter(world(), login, visitor({ sessionToken: token }));
      expect([await verified(world(), stolen), await verified(world(), again.token)]).toEqual(['revoked', 'good']);
      expect((await recordOf(world(), stolen)).ending).toMatchObject({ reason: 'superseded' });
    });

    it('is no session that counts where that browser signs in', async () => {
      const { token, club, login } = await inTwo(world());
      const stolen = await go(world(), token, club);
      await set(world(), club, { sessionLimit: 1, atSessionLimit: 'refuse' });
      const again = await enter(world(), login, visitor({ sessionToken: token }));
      expect([await verified(world(), stolen), again.organizationId]).toEqual(['revoked', club]);
    });

    it('is out alone: what the same person signed in with elsewhere goes on', async () => {
      const { token, club, login } = await inTwo(world());
      const other = await go(world(), (await enter(world(), login)).token, club);
      await go(world(), token, club);
      await enter(world(), login, visitor({ sessionToken: token }));
      expect(await verified(world(), other)).toBe('good');
    });
  });

  it('what was held before going is confirmed from there, and is no second one', async () => {
    const { token, club, login } = await inTwo(world());
    const other = (await enter(world(), login)).token;
    world().clock.pass(11 * minute);
    const press = { act: 'revoke_session', targetId: (await recordOf(world(), other)).id } as const;
    const { hold } = await shutOut(world().deps, await holderOf(world(), token), press);
    const there = await go(world(), token, club);
    const again = shutOut(world().deps, await holderOf(world(), there), { act: 'revoke_others', targetId: null });
    await expect(again).rejects.toMatchObject({ code: 'hold_already_open' });
    world().clock.pass(1);
    const proved = await holderOf(world(), await prove(world(), there));
    await confirmHold(world().deps, proved, hold?.id ?? '');
    expect(await verified(world(), other)).toBe('revoked');
  });

  describe('at the same moment', () => {
    it('everybody there is signed out: whoever came in is out, or did not come in', async () => {
      for (let round = 0; round < 8; round += 1) {
        const person = await inTwo(world());
        const owner = await holderOf(world(), person.token);
        const [entry] = await Promise.allSettled([
          switchOrganization(world().deps, owner, visitor(), person.club),
          byOrganization['everybody']?.(world(), person, person.token),
        ]);
        expect(await fateOf(world(), entry)).toMatch(/^(reauthentication_required|revoked)$/);
        expect(await verified(world(), person.token)).toBe(entry.status === 'rejected' ? 'good' : 'revoked');
      }
    });

    const endings: Record<string, (owner: Owner) => Promise<unknown>> = {
      'its owner signs out': (owner) => signOut(world().deps, owner),
      'the operator ends it': (owner) => revokeByOperator(world().deps, operator, owner.credentialId),
    };
    it.each(Object.entries(endings))('%s: nothing of it is left, wherever it went', async (_, end) => {
      for (let round = 0; round < 10; round += 1) {
        const { token, club, home } = await inTwo(world());
        const there = await go(world(), token, club);
        const owner = await holderOf(world(), there);
        const going = switchOrganization(world().deps, owner, visitor(), home);
        // At each step of the way, as far as the machine lets it.
        for (let turn = 0; turn < 2 * round; turn += 1) await nextTurn();
        const [entry] = await Promise.allSettled([going, end(owner)]);
        expect(await fateOf(world(), entry)).toMatch(/^(not_found|revoked)$/);
        expect(await verified(world(), there)).toBe('revoked');
      }
    });

    it('the browser goes twice: one of them comes to be', async () => {
      const { token, club, home } = await inTwo(world());
      const owner = await holderOf(world(), token);
      const entries = await Promise.allSettled(
        [club, home, club, home].map((id) => switchOrganization(world().deps, owner, visitor(), id)),
      );
      const fates = await Promise.all(entries.map((entry) => fateOf(world(), entry)));
      expect(fates.toSorted()).toEqual(['good', 'not_found', 'not_found', 'not_found']);
    });
  });

  it('a person with one organization stays in it', async () => {
    const { login } = await newPerson(world());
    const { token, organizationId } = await enter(world(), login);
    const again = await go(world(), token, organizationId);
    expect([await verified(world(), token), await verified(world(), again)]).toEqual(['revoked', 'good']);
  });
});
