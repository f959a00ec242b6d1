import {
  acceptInvitation,
  addEmail,
  createOrganizationByOperator,
  disableAccount,
  enableAccount,
  invite,
  joinByInvitation,
  leaveOrganization,
  lockOut,
  lockOutDue,
  planLockOut,
  removeMember,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { password, secretOf } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';

const operator = { kind: 'operator' } as const;
const day = 86_400_000;

type Person = Awaited<ReturnType<typeof newPerson>>;
type Member = Awaited<ReturnType<typeof memberOf>>;

/** How an organization's member is shut out of it. */
const shutOut: Readonly<Record<string, (world: World, person: Person, organizationId: string) => Promise<unknown>>> = {
  removed: ({ deps }, { accountId }, organizationId) => removeMember(deps, { ...operator, organizationId }, accountId),
  'locked out': ({ deps }, { accountId }, organizationId) => lockOut(deps, { ...operator, organizationId }, accountId),
  disabled: ({ deps }, { login }) => disableAccount(deps, operator, login),
};

/** Asks somebody to come, by a link that is handed over in person. */
async function asked({ deps }: World, organizationId: string, email: string) {
  const wish = { email, role: 'member' } as const;
  const { invitation, url } = await invite({ ...deps, canMail: false }, { ...operator, organizationId }, wish);
  return { id: invitation.id, secret: secretOf(url ?? '') };
}

/** Somebody who is a member of these organizations too, in that order. */
async function memberOf(world: World, organizationIds: readonly string[]) {
  const person = await newPerson(world);
  const joinedAt = world.clock.now();
  for (const organizationId of organizationIds) {
    const { accountId } = person;
    await world.storage.organizations.addMember({ accountId, organizationId, role: 'member', joinedAt });
  }
  return { ...person, session: await enter(world, person.login) };
}

inEachWorld((world) => {
  const twoOrganizations = async () => {
    const make = (name: string) => createOrganizationByOperator(world().deps, operator, name, null);
    return [(await make('One')).id, (await make('Two')).id];
  };

  const lockedOutAt = async (accountId: string, organizationId: string) =>
    (await world().storage.organizations.membership(accountId, organizationId))?.lockedOutAt;
  const isLockedOut = async (accountId: string, organizationId: string) =>
    typeof (await lockedOutAt(accountId, organizationId)) === 'number';

  describe('disabling accounts', () => {
    it('that are in the same organizations, while they are locked out and removed there, answers all and leaves nothing', async () => {
      const ids = await twoOrganizations();
      for (let round = 0; round < 5; round += 1) {
        const [one, other] = [await memberOf(world(), ids), await memberOf(world(), ids.toReversed())];
        const [first = '', second = ''] = ids;
        const answers = await Promise.allSettled([
          disableAccount(world().deps, operator, one.login),
          disableAccount(world().deps, operator, other.login),
          lockOut(world().deps, { ...operator, organizationId: second }, one.accountId),
          lockOut(world().deps, { ...operator, organizationId: first }, other.accountId),
          removeMember(world().deps, { ...operator, organizationId: first }, one.accountId),
          removeMember(world().deps, { ...operator, organizationId: second }, other.accountId),
        ]);
        expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
        for (const { session } of [one, other]) expect(await verified(world(), session.token)).toBe('revoked');
      }
    });

    it('leaves no session that is born at that instant, and enabling brings none back', async () => {
      const { login } = await memberOf(world(), await twoOrganizations());
      const entering = Array.from({ length: 8 }, () => enter(world(), login).catch(() => null));
      await disableAccount(world().deps, operator, login);
      const born = (await Promise.all(entering)).filter((session) => session !== null);
      await enableAccount(world().deps, operator, login);
      for (const { token } of born) expect(await verified(world(), token)).not.toBe('good');
      expect(await verified(world(), (await enter(world(), login)).token)).toBe('good');
    });

    it('twice lets in again once it is enabled, where nobody else had locked it out', async () => {
      const [first = '', second = ''] = await twoOrganizations();
      const { login, accountId } = await memberOf(world(), [first, second]);
      await lockOut(world().deps, { ...operator, organizationId: second }, accountId);
      for (let times = 0; times < 2; times += 1) {
        world().clock.pass(1_000);
        await disableAccount(world().deps, operator, login);
      }
      await enableAccount(world().deps, operator, login);
      expect(await isLockedOut(accountId, first)).toBe(false);
      expect(await isLockedOut(accountId, second)).toBe(true);
    });

    /** Somebody of two organizations who is disabled, then of concern to the first of them, and enabled: where they are locked out. */
    const enabledAfter = async (act: (organizationId: string, accountId: string) => Promise<unknown>) => {
      const [first = '', second = ''] = await twoOrganizations();
      const { login, accountId } = await memberOf(world(), [first, second]);
      await disableAccount(world().deps, operator, login);
      await act(first, accountId);
      await enableAccount(world().deps, operator, login);
      return [await isLockedOut(accountId, first), await isLockedOut(accountId, second)];
    };

    it('lets nobody in whom an organization has locked out since, were it at the same instant', async () => {
      for (const later of [0, 1, day]) {
        const states = await enabledAfter(async (organizationId, accountId) => {
          const at = await lockedOutAt(accountId, organizationId);
          const clock = { now: () => (at ?? 0) + later };
          await lockOut({ ...world().deps, clock }, { ...operator, organizationId }, accountId);
        });
        expect(states).toEqual([true, false]);
      }
    });

    it('at the very instant at which an organization locks out is not what enabling takes back', async () => {
      const [first = '', second = ''] = await twoOrganizations();
      const { login, accountId } = await memberOf(world(), [first, second]);
      const at = world().clock.now();
      const deps = { ...world().deps, clock: { now: () => at } };
      await lockOut(deps, { ...operator, organizationId: first }, accountId);
      await disableAccount(deps, operator, login);
      await lockOut(deps, { ...operator, organizationId: first }, accountId);
      await enableAccount(deps, operator, login);
      expect([await isLockedOut(accountId, first), await isLockedOut(accountId, second)]).toEqual([true, false]);
    });

    it('lets nobody in for whom a plan has fallen due since', async () => {
      const states = await enabledAfter(async (organizationId, accountId) => {
        await planLockOut(world().deps, { ...operator, organizationId }, accountId, world().clock.now() + day);
        world().clock.pass(day);
        await lockOutDue(world().deps, 100);
      });
      expect(states).toEqual([true, false]);
    });

    it('leaves what was planned about them to come, also once they are enabled', async () => {
      const [organizationId = ''] = await twoOrganizations();
      const { login, accountId } = await memberOf(world(), [organizationId]);
      await planLockOut(world().deps, { ...operator, organizationId }, accountId, world().clock.now() + day);
      await disableAccount(world().deps, operator, login);
      await enableAccount(world().deps, operator, login);
      expect(await isLockedOut(accountId, organizationId)).toBe(false);
      world().clock.pass(day);
      await lockOutDue(world().deps, 100);
      expect(await isLockedOut(accountId, organizationId)).toBe(true);
    });
  });

  describe('an older invitation', () => {
    it.each(['is removed', 'leaves'])('lets nobody back in who %s: that takes a new one', async (how) => {
      const [organizationId = ''] = await twoOrganizations();
      const { login, accountId, session } = await memberOf(world(), []);
      const owner = await ownerOf(world(), session);
      const accept = (secret: string) => acceptInvitation(world().deps, owner, secret);
      const kept = await asked(world(), organizationId, `${login}@one.example`);
      await accept((await asked(world(), organizationId, `${login}@other.example`)).secret);
      if (how === 'leaves') await leaveOrganization(world().deps, owner, organizationId);
      else await removeMember(world().deps, { ...operator, organizationId }, accountId);
      await expect(accept(kept.secret)).rejects.toMatchObject({ code: 'link_unknown' });
      expect(await world().storage.organizations.membership(accountId, organizationId)).toBeNull();
      world().clock.pass(1);
      const another = await asked(world(), organizationId, `${login}@one.example`);
      expect(await accept(another.secret)).toMatchObject({ id: organizationId });
    });

    /** How an address that is no login name of theirs is known to be somebody's. */
    const known: Readonly<
      Record<string, (person: Member, organizationId: string, address: string) => Promise<unknown>>
    > = {
      'by which they came in': async ({ session }, organizationId, address) => {
        const { secret } = await asked(world(), organizationId, address.toUpperCase());
        return acceptInvitation(world().deps, await ownerOf(world(), session), secret);
      },
      'that they are about to add': async ({ accountId, session }, organizationId, address) => {
        await addEmail(world().deps, await ownerOf(world(), session), address);
        return joins(accountId, organizationId);
      },
    };
    const joins = (accountId: string, organizationId: string) =>
      world().storage.organizations.addMember({
        accountId,
        organizationId,
        role: 'member',
        joinedAt: world().clock.now(),
      });

    describe.each(Object.entries(known))('to an address %s', (_, learn) => {
      it.each(Object.entries(shutOut))('lets in no new account of who was %s', async (_how, shut) => {
        const [organizationId = ''] = await twoOrganizations();
        const person = await memberOf(world(), []);
        const address = `${person.login}@came.example`;
        await learn(person, organizationId, address);
        const kept = await asked(world(), organizationId, address);
        const other = await asked(world(), organizationId, `not-${address}`);
        await shut(world(), person, organizationId);
        const joining = { userName: `came-${person.login}`, displayName: 'New', password };
        const joined = joinByInvitation(world().deps, visitor(), { ...joining, link: kept.secret });
        await expect(joined).rejects.toMatchObject({ code: 'link_used' });
        expect((await world().storage.invitations.find(other.id))?.withdrawnAt).toBeNull();
      });
    });

    it('as whom another organization asked them is not taken back: nobody there is to learn of it', async () => {
      const [organizationId = '', elsewhere = ''] = await twoOrganizations();
      const { login, accountId, session } = await memberOf(world(), [organizationId]);
      const address = `${login}@elsewhere.example`;
      const { secret } = await asked(world(), elsewhere, address);
      await acceptInvitation(world().deps, await ownerOf(world(), session), secret);
      const waiting = await asked(world(), organizationId, address);
      await removeMember(world().deps, { ...operator, organizationId }, accountId);
      expect((await world().storage.invitations.find(waiting.id))?.withdrawnAt).toBeNull();
    });

    it('to the address by which a new account came in lets in no second one, once that was removed', async () => {
      const [organizationId = ''] = await twoOrganizations();
      const join = (userName: string, { secret }: { readonly secret: string }) =>
        joinByInvitation(world().deps, visitor(), { link: secret, userName, displayName: 'New', password });
      const first = await newPerson(world());
      const address = `${first.login}@came.example`;
      const { session } = await join(`one-${first.login}`, await asked(world(), organizationId, address));
      const kept = await asked(world(), organizationId, address);
      await removeMember(world().deps, { ...operator, organizationId }, session?.accountId ?? '');
      await expect(join(`two-${first.login}`, kept)).rejects.toMatchObject({ code: 'link_used' });
    });

    it.each(Object.entries(shutOut))('to their own address lets in no new account of who was %s', async (_, shut) => {
      const [organizationId = '', elsewhere = ''] = await twoOrganizations();
      const person = await memberOf(world(), []);
      const address = `${person.login}@example.org`;
      const at = { createdAt: world().clock.now(), verifiedAt: world().clock.now() };
      const { accountId } = person;
      await world().storage.accounts.addLoginName({
        normalized: address,
        text: address,
        accountId,
        kind: 'email',
        ...at,
      });
      const kept = await asked(world(), organizationId, address.toUpperCase());
      const others = [await asked(world(), organizationId, `not-${address}`), await asked(world(), elsewhere, address)];
      const membership = { accountId, organizationId, role: 'member', joinedAt: at.createdAt } as const;
      await world().storage.organizations.addMember(membership);
      await shut(world(), person, organizationId);
      const joining = { link: kept.secret, userName: `new-${person.login}`, displayName: 'New', password };
      const joined = joinByInvitation(world().deps, visitor(), joining);
      await expect(joined).rejects.toMatchObject({ code: 'link_used' });
      const found = await Promise.all([kept, ...others].map(({ id }) => world().storage.invitations.find(id)));
      expect(found.map((invitation) => invitation?.withdrawnAt)).toEqual([expect.any(Number), null, null]);
      const page = { after: null, limit: 10 };
      const { rows } = await world().storage.log.pageOfOrganization(
        organizationId,
        { events: ['invitation.withdrawn'] },
        page,
      );
      expect(rows).toMatchObject([{ event: 'invitation.withdrawn', details: { role: 'member' } }]);
    });
  });
});
