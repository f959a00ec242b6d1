import type { Member, MemberSearch, PasskeyFacts } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { Storage } from '../index.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, endingAt, hour, minute, newHash, newId, noon } from './fixtures.ts';

const everybody: MemberSearch = { text: null, role: null };
const firstPage = { after: null, limit: 50 };
const newPasskey = (): PasskeyFacts => ({
  credentialId: newId(),
  publicKey: newHash(),
  signCount: 0,
  transports: [],
  backupEligible: false,
  backedUp: false,
  verifiesUser: true,
});
const names = (rows: readonly Member[]) => rows.map(({ account }) => account.displayName);

describe('members', () => {
  onEachEngine(createDatabase, (subject) => {
    async function search(storage: Storage, text: string): Promise<string[]> {
      const { id } = await storage.organizations.default();
      return names((await storage.organizations.pageMembers(id, { text, role: null }, firstPage)).rows);
    }

    test('are found by part of a name or a login name, whatever its case, in every alphabet', async () => {
      const { storage } = subject();
      const asa = await addAccount(storage, { displayName: 'Åsa Öberg' });
      await addAccount(storage, { displayName: 'Γιώργος' });
      const normalized = `asa-${newId()}@example.org`;
      const login = { normalized, text: normalized, accountId: asa.id, kind: 'email' } as const;
      await storage.accounts.addLoginName({ ...login, createdAt: noon, verifiedAt: noon });
      expect(await search(storage, 'åsa ö')).toEqual(['Åsa Öberg']);
      expect(await search(storage, 'ÅSA')).toEqual(['Åsa Öberg']);
      expect(await search(storage, 'ΓΙΏΡΓΟΣ'.slice(0, 5))).toEqual(['Γιώργος']);
      expect(await search(storage, normalized.toUpperCase())).toEqual(['Åsa Öberg']);
      await storage.accounts.setProfile(asa.id, { displayName: 'Åse', locale: null, timeZone: null });
      expect(await search(storage, 'öberg')).toEqual([]);
      expect(await search(storage, 'ÅSE')).toEqual(['Åse']);
    });

    test('are not found by what a pattern would mean', async () => {
      const { storage } = subject();
      await addAccount(storage, { displayName: '100 % _wool_ \\ silk' });
      for (const text of ['100 %', '_wool_', '\\ ']) expect(await search(storage, text)).toHaveLength(1);
      for (const text of ['1%silk', '1_0', "' or 1=1 --"]) expect(await search(storage, text)).toEqual([]);
    });

    test('come with their login names, page by page, the latest account first', async () => {
      const { storage } = subject();
      const { id } = await storage.organizations.default();
      const made = [await addAccount(storage), await addAccount(storage), await addAccount(storage)];
      const first = await storage.organizations.pageMembers(id, everybody, { after: null, limit: 2 });
      expect(first.rows.map(({ account }) => account.id)).toEqual([made[2]?.id, made[1]?.id]);
      const second = await storage.organizations.pageMembers(id, everybody, { after: first.next, limit: 1 });
      expect(second.rows[0]).toMatchObject({
        account: { id: made[0]?.id },
        membership: { role: 'member', joinedAt: noon, lockedOutAt: null, lockedOutBy: null },
        loginNames: [],
        serviceId: null,
        secondFactors: [],
        lastSeenAt: null,
      });
      const auditors = await storage.organizations.pageMembers(id, { text: null, role: 'auditor' }, firstPage);
      expect(auditors).toEqual({ rows: [], next: null });
    });

    test('come with the kinds of their second factors, each once, and when they were last seen there', async () => {
      const { storage } = subject();
      const { id } = await storage.organizations.default();
      const elsewhere = { id: newId(), name: 'Elsewhere', createdAt: noon, isDefault: false };
      await storage.organizations.insert(elsewhere);
      const [account, other] = [await addAccount(storage), await addAccount(storage)];
      await storage.organizations.addMember({
        accountId: account.id,
        organizationId: elsewhere.id,
        role: 'member',
        joinedAt: noon,
      });
      const factor = () => ({ id: newId(), accountId: account.id, name: null, createdAt: noon });
      await storage.factors.insertRecoveryCodes(factor(), [newHash()]);
      for (const _twice of [1, 2]) await storage.factors.insertPasskey(factor(), newPasskey());
      await addSession(storage, account.id, { issuedAt: noon - hour });
      const late = await addSession(storage, account.id, { issuedAt: noon - minute });
      await storage.credentials.end({ id: late.id }, endingAt(noon));
      const seen = { secondFactors: ['passkey', 'recovery_codes'], lastSeenAt: noon - minute };
      expect(await storage.organizations.findMember(account.id, id)).toMatchObject(seen);
      const { rows } = await storage.organizations.pageMembers(id, everybody, firstPage);
      expect(rows.find((row) => row.account.id === account.id)).toMatchObject(seen);
      expect(rows.find((row) => row.account.id === other.id)).toMatchObject({ secondFactors: [], lastSeenAt: null });
      const there = await storage.organizations.findMember(account.id, elsewhere.id);
      expect(there).toMatchObject({ secondFactors: ['passkey', 'recovery_codes'], lastSeenAt: null });
    });

    test('of another organization are nobody', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      expect(await storage.organizations.findMember(account.id, newId())).toBeNull();
      expect((await storage.organizations.pageMembers(newId(), everybody, firstPage)).rows).toEqual([]);
    });

    test('lose what they hold in the organization, and nothing that others hold', async () => {
      const { storage } = subject();
      const { id: organizationId } = await storage.organizations.default();
      const [account, other] = [await addAccount(storage), await addAccount(storage)];
      const sessions = [await addSession(storage, account.id), await addSession(storage, account.id)];
      const others = await addSession(storage, other.id);
      const end = (of: string) =>
        storage.transaction(({ credentials }) =>
          credentials.end({ member: { accountId: account.id, organizationId: of } }, endingAt(noon)),
        );
      expect(await end(newId())).toEqual([]);
      const ended = await end(organizationId);
      expect(ended.map(({ id }) => id).toSorted()).toEqual(sessions.map(({ id }) => id).toSorted());
      expect((await storage.credentials.find(others.id))?.ending).toBeNull();
    });
  });
});
