import { defaultPolicy } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { accountsOf, addAccount, addSession, hour, newAccount, newId, noon } from './fixtures.ts';

describe('organizations', () => {
  onEachEngine(createDatabase, (subject) => {
    test('the default organization and its policy are there from the first start', async () => {
      const { organizations } = subject().storage;
      const home = await organizations.default();
      expect(home).toEqual({ id: expect.any(String), name: 'Home', createdAt: noon, isDefault: true });
      expect(await organizations.find(home.id)).toEqual(home);
      expect(await organizations.policy(home.id)).toEqual(defaultPolicy);
      expect(await subject().storage.transaction((stores) => stores.organizations.lock(home.id))).toEqual(home);
    });

    test('an unknown organization is not found, and has no policy', async () => {
      const { organizations } = subject().storage;
      expect(await organizations.find(newId())).toBeNull();
      expect(await organizations.find('x')).toBeNull();
      expect(await organizations.lock('x')).toBeNull();
      await expect(organizations.policy('x')).rejects.toThrow('No policy');
    });

    test('a changed policy binds what is issued already', async () => {
      const { storage } = subject();
      const home = await storage.organizations.default();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const policy = {
        idleLimitMinutes: 1,
        absoluteLimitMinutes: 2,
        rememberedIdleLimitMinutes: 3,
        rememberedAbsoluteLimitMinutes: 4,
        keepSignedIn: 'refused',
        sessionLimit: 7,
        atSessionLimit: 'refuse',
        secondFactor: 'always',
        trustDays: 8,
        addressRanges: { session: ['192.0.2.0/24', '2001:db8::/32'], service_credential: [] },
        historyDays: 5,
        addressDays: 6,
      } as const;
      await storage.organizations.setPolicy(home.id, policy);
      expect(await storage.organizations.policy(home.id)).toEqual(policy);
      expect(await storage.credentials.find(session.id)).toMatchObject({
        idleLimitMs: 60_000,
        absoluteLimitMs: 120_000,
      });
      await storage.organizations.setPolicy(home.id, defaultPolicy);
      expect((await storage.verifiers.lookUp(session.tokenHash)).credential).toMatchObject({ idleLimitMs: 12 * hour });
    });

    test('organizations come newest first, page by page', async () => {
      const { organizations } = subject().storage;
      const made = [newId(), newId()].map((id) => ({ id, name: 'Ateljé', createdAt: noon, isDefault: false }));
      for (const organization of made) await organizations.insert(organization);
      const all = (await organizations.ids()).toReversed();
      const first = await organizations.page({ after: null, limit: 2 });
      expect(first).toEqual({ rows: made.toReversed(), next: made[0]?.id });
      const rest = await organizations.page({ after: first.next, limit: 200 });
      expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(all);
      expect(rest.next).toBeNull();
    });

    test('an organization is renamed', async () => {
      const { organizations } = subject().storage;
      const home = await organizations.default();
      await organizations.rename(home.id, 'Ateljé');
      expect(await organizations.default()).toEqual({ ...home, name: 'Ateljé' });
      await organizations.rename(home.id, home.name);
    });

    test('members have one role each, which can change', async () => {
      const { accounts, organizations } = subject().storage;
      const home = await organizations.default();
      const account = newAccount();
      await accounts.insert(account);
      const member = { accountId: account.id, organizationId: home.id, role: 'auditor', joinedAt: noon } as const;
      expect(await organizations.membership(account.id, home.id)).toBeNull();
      expect(await organizations.membershipsOf(account.id)).toEqual([]);
      await organizations.addMember(member);
      await expect(organizations.addMember(member)).rejects.toThrow(/unique/i);
      expect(await organizations.membership(account.id, home.id)).toEqual({
        ...member,
        lockedOutAt: null,
        lockedOutBy: null,
      });
      await organizations.setRole({ ...member, role: 'owner' });
      expect(await organizations.membershipsOf(account.id)).toEqual([
        { ...member, role: 'owner', lockedOutAt: null, lockedOutBy: null },
      ]);
      expect(await organizations.membership('x', 'y')).toBeNull();
      expect(await organizations.removeMember(account.id, home.id)).toBe(true);
      expect(await organizations.removeMember(account.id, home.id)).toBe(false);
      expect(await organizations.membershipsOf(account.id)).toEqual([]);
    });

    test('a member says by what they are locked out, and by which invitation they came in', async () => {
      const { accounts, organizations } = subject().storage;
      const home = await organizations.default();
      const [asked, account] = [newAccount(), newAccount()];
      for (const one of [asked, account]) await accounts.insert(one);
      const joining = { organizationId: home.id, role: 'member', joinedAt: noon } as const;
      await organizations.addMember({ ...joining, accountId: asked.id, invitedAs: 'Ada@example.org' });
      await organizations.addMember({ ...joining, accountId: account.id });
      const invitedAs = (accountId: string) => organizations.invitedAs(accountId, home.id);
      expect([await invitedAs(asked.id), await invitedAs(account.id)]).toEqual(['Ada@example.org', null]);
      expect(await organizations.invitedAs(asked.id, newId())).toBeNull();
      for (const by of ['disabling', 'organization'] as const) {
        await organizations.setLockedOut(asked.id, home.id, { at: noon, by });
        expect(await organizations.membership(asked.id, home.id)).toMatchObject({ lockedOutAt: noon, lockedOutBy: by });
      }
      await organizations.setLockedOut(asked.id, home.id, null);
      expect(await organizations.membership(asked.id, home.id)).toMatchObject({ lockedOutAt: null, lockedOutBy: null });
    });

    test('the one that was gone into last comes first, until another is', async () => {
      const { storage } = subject();
      const { organizations } = storage;
      const home = await organizations.default();
      const club = { id: newId(), name: 'Club', createdAt: noon, isDefault: false };
      await organizations.insert(club);
      const account = await addAccount(storage);
      const of = async () =>
        (await organizations.membershipsOf(account.id)).map(({ organizationId }) => organizationId);
      const joining = { accountId: account.id, organizationId: club.id, role: 'member', joinedAt: noon } as const;
      await organizations.addMember(joining);
      expect(await of()).toEqual([home.id, club.id]);
      await organizations.noteEntered(account.id, club.id, noon + 1);
      expect(await of()).toEqual([club.id, home.id]);
      expect((await organizations.ofAccount(account.id)).map(({ organization }) => organization)).toEqual([club, home]);
      await organizations.noteEntered(account.id, home.id, noon + 2);
      expect(await of()).toEqual([home.id, club.id]);
    });

    test('the latest moment counts after which somebody has to have proved who they are, member or not', async () => {
      const { storage } = subject();
      const { organizations } = storage;
      const { id } = await organizations.default();
      const account = await addAccount(storage);
      expect(await organizations.proofWantedAfter(account.id, id)).toBeNull();
      await organizations.wantProof(account.id, id, noon + 2);
      await organizations.wantProof(account.id, id, noon + 1);
      await organizations.removeMember(account.id, id);
      expect(await organizations.proofWantedAfter(account.id, id)).toBe(noon + 2);
      expect(await organizations.proofWantedAfter((await addAccount(storage)).id, id)).toBeNull();
    });

    test('only owners who can sign in count as others', async () => {
      const { accounts, organizations } = subject().storage;
      const home = await organizations.default();
      const [mine, other, disabled] = await accountsOf(subject().storage, 3);
      for (const accountId of [mine, other, disabled]) {
        await organizations.setRole({ accountId: accountId ?? '', organizationId: home.id, role: 'owner' });
      }
      await accounts.setDisabled(disabled ?? '', noon);
      expect(await organizations.countOtherOwners(home.id, mine ?? '')).toBe(1);
      await organizations.setRole({ accountId: other ?? '', organizationId: home.id, role: 'member' });
      expect(await organizations.countOtherOwners(home.id, mine ?? '')).toBe(0);
    });
  });
});
