import {
  createOrganization,
  endGrant,
  endOnBehalf,
  endOwnGrant,
  lockOut,
  makeGrant,
  type OnBehalf,
  type Owner,
  removeMember,
  viewActedFor,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { enter, inEachWorld, newPerson, ownerOf, verified, type World } from '../src/world.ts';
import { go, holderOf, inTwo } from '../src/world-organizations.ts';

const minute = 60_000;
const everything: OnBehalf = { act: 'everything', targetId: null };

/** Anna, who is signed in twice, and whoever may act for her in the default organization. */
async function actingFor(world: World) {
  const { deps } = world;
  const { login, accountId } = await newPerson(world);
  const [one, other] = [await enter(world, login), await enter(world, login)];
  const stand = await newPerson(world);
  const holder = await ownerOf(world, await enter(world, stand.login));
  const { organizationId, accountId: holderId } = holder;
  const operator = { kind: 'operator', organizationId } as const;
  const grant = await makeGrant(deps, operator, { accountId, holderId, expiresAt: null });
  return { login, accountId, one, other, holder, operator, grant };
}

inEachWorld((world) => {
  const act = (holder: Owner, accountId: string, what: OnBehalf) => endOnBehalf(world().deps, holder, accountId, what);
  const trust = async (accountId: string, deviceId: string, organizationId: string) => {
    const { chance, clock } = world().deps;
    const [rotatedAt, tokenHash] = [clock.now(), chance.bytes(32)];
    const token = { tokenHash, previousHash: null, rotatedAt, grantedAt: rotatedAt };
    await world().storage.trusts.insert({ id: chance.id(), deviceId, accountId, organizationId, ...token });
  };

  describe('on behalf of somebody', () => {
    it('a session ends at once, and the others go on', async () => {
      const { accountId, one, other, holder } = await actingFor(world());
      const outcome = await act(holder, accountId, { act: 'session', targetId: one.id });
      expect(outcome).toMatchObject({ outcome: 'ended', count: 1, hold: null, receipt: { waitedOut: [] } });
      expect([await verified(world(), one.token), await verified(world(), other.token)]).toEqual(['revoked', 'good']);
      const ended = await world().storage.credentials.find(one.id);
      expect(ended?.ending).toMatchObject({
        reason: 'revoked_on_behalf',
        by: { accountId: holder.accountId, deviceId: null },
      });
      expect(await act(holder, accountId, { act: 'session', targetId: one.id })).toMatchObject({ count: 0 });
    });

    it('a device ends with all it holds there, trust included', async () => {
      const { accountId, one, other, holder } = await actingFor(world());
      await trust(accountId, one.deviceId, holder.organizationId);
      expect(await act(holder, accountId, { act: 'device', targetId: one.deviceId })).toMatchObject({ count: 1 });
      expect([await verified(world(), one.token), await verified(world(), other.token)]).toEqual(['revoked', 'good']);
      expect(await world().storage.trusts.listOf(accountId)).toEqual([]);
      await expect(act(holder, accountId, { act: 'device', targetId: one.deviceId })).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('everything ends, and the holder’s own sessions do not', async () => {
      const { accountId, one, other, holder } = await actingFor(world());
      await trust(accountId, one.deviceId, holder.organizationId);
      expect(await act(holder, accountId, everything)).toMatchObject({ count: 2 });
      for (const { token } of [one, other]) expect(await verified(world(), token)).toBe('revoked');
      expect(await world().storage.trusts.listOf(accountId)).toEqual([]);
      expect((await world().storage.credentials.find(holder.credentialId))?.ending).toBeNull();
    });

    it('is written down with both, and told by mail', async () => {
      const { accountId, login, one, holder } = await actingFor(world());
      const proved = {
        normalized: `${login}@example.org`,
        text: `${login}@example.org`,
        accountId,
        kind: 'email',
      } as const;
      const at = world().clock.now();
      await world().storage.accounts.addLoginName({ ...proved, createdAt: at, verifiedAt: at });
      await act(holder, accountId, { act: 'session', targetId: one.id });
      const { rows } = await world().storage.log.pageOf(accountId, [], { after: null, limit: 1 });
      expect(rows).toMatchObject([
        {
          event: 'session.ended_on_behalf',
          accountId,
          actorAccountId: holder.accountId,
          credentialId: one.id,
          deviceId: one.deviceId,
          details: { count: 1 },
        },
      ]);
      expect(world().posted.at(-1)).toMatchObject({
        to: `${login}@example.org`,
        message: { kind: 'signed_out_on_behalf', organization: 'Home' },
      });
    });

    it('only a fresh proof of the holder’s own opens it', async () => {
      const { accountId, one, holder } = await actingFor(world());
      world().clock.pass(11 * minute);
      await expect(act(holder, accountId, everything)).rejects.toMatchObject({ code: 'reauthentication_required' });
      expect(await verified(world(), one.token)).toBe('good');
    });

    it('nobody’s, another’s and what stands elsewhere are not found alike', async () => {
      const { accountId, holder } = await actingFor(world());
      const stranger = await newPerson(world());
      const theirs = await enter(world(), stranger.login);
      const own = { session: holder.credentialId, device: holder.deviceId ?? '' };
      const tries: [string, OnBehalf][] = [
        [accountId, { act: 'session', targetId: theirs.id }],
        [accountId, { act: 'device', targetId: theirs.deviceId }],
        [accountId, { act: 'session', targetId: own.session }],
        [accountId, { act: 'device', targetId: own.device }],
        [accountId, { act: 'session', targetId: world().deps.chance.id() }],
        [stranger.accountId, { act: 'session', targetId: theirs.id }],
        [stranger.accountId, everything],
        [holder.accountId, everything],
      ];
      for (const [of, what] of tries) await expect(act(holder, of, what)).rejects.toMatchObject({ code: 'not_found' });
      expect(await verified(world(), theirs.token)).toBe('good');
    });

    it('nothing is seen or ended of their other lives', async () => {
      const member = await inTwo(world());
      const stand = await newPerson(world());
      const holder = await ownerOf(world(), await enter(world(), stand.login));
      const operator = { kind: 'operator', organizationId: member.home } as const;
      const { accountId } = member;
      await makeGrant(world().deps, operator, { accountId, holderId: stand.accountId, expiresAt: null });
      const here = await enter(world(), member.login);
      const elsewhere = await holderOf(world(), await go(world(), member.token, member.club));
      const seen = await viewActedFor(world().deps, holder, accountId);
      expect(seen.devices.flatMap(({ sessions }) => sessions.map(({ id }) => id))).toEqual([here.id]);
      const next = { act: 'session', targetId: elsewhere.credentialId } as const;
      await expect(act(holder, accountId, next)).rejects.toMatchObject({ code: 'not_found' });
      const device = { act: 'device', targetId: elsewhere.deviceId ?? '' } as const;
      await expect(act(holder, accountId, device)).rejects.toMatchObject({ code: 'not_found' });
      expect(await act(holder, accountId, everything)).toMatchObject({ count: 1 });
      expect((await world().storage.credentials.find(elsewhere.credentialId))?.ending).toBeNull();
    });

    it('a grant of one organization is none in another', async () => {
      const { accountId, holder, one } = await actingFor(world());
      const club = await createOrganization(world().deps, holder, `Stand-ins ${holder.accountId}`);
      const there = { ...holder, organizationId: club.id };
      await expect(act(there, accountId, everything)).rejects.toMatchObject({ code: 'not_found' });
      expect(await verified(world(), one.token)).toBe('good');
    });
  });

  /** How a grant ends. */
  const ends: Record<string, (about: Awaited<ReturnType<typeof actingFor>>) => Promise<unknown>> = {
    'an administrator': ({ operator, grant }) => endGrant(world().deps, operator, grant.id),
    'whom it is about': async ({ one, grant }) => endOwnGrant(world().deps, await ownerOf(world(), one), grant.id),
    'locking out its holder': ({ operator, holder }) => lockOut(world().deps, operator, holder.accountId),
    'removing whom it is about': ({ operator, accountId }) => removeMember(world().deps, operator, accountId),
  };

  describe.each(Object.keys(ends))('a grant that is ended by %s', (by) => {
    it('does nothing for a request that has begun', async () => {
      const about = await actingFor(world());
      await ends[by]?.(about);
      await expect(act(about.holder, about.accountId, everything)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('at the same instant either does it before or not at all', async () => {
      for (let round = 0; round < 4; round += 1) {
        const about = await actingFor(world());
        const [acted, ended] = await Promise.allSettled([
          act(about.holder, about.accountId, everything),
          ends[by]?.(about),
        ]);
        expect(ended.status).toBe('fulfilled');
        const refused = acted.status === 'rejected' ? [acted.reason.code] : [];
        expect(['not_found']).toEqual(expect.arrayContaining(refused));
        await expect(act(about.holder, about.accountId, everything)).rejects.toMatchObject({ code: 'not_found' });
      }
    });
  });
});
