import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { newAccount, newId, noon } from './fixtures.ts';

describe('accounts', () => {
  onEachEngine(createDatabase, (subject) => {
    test('an account is found as it was inserted, its password only where it is asked for', async () => {
      const { accounts } = subject().storage;
      const account = newAccount({ locale: 'sv-SE', timeZone: 'Europe/Stockholm', disabledAt: noon + 1 });
      const { passwordHash: _, ...withoutPassword } = account;
      await accounts.insert(account);
      expect(await accounts.find(account.id)).toEqual(withoutPassword);
      expect(await accounts.findForProof(account.id)).toEqual(account);
      expect(await subject().storage.transaction((stores) => stores.accounts.lock(account.id))).toEqual(account);
    });

    test('nobody is found by an unknown id, nor by what is no id at all', async () => {
      const { accounts } = subject().storage;
      for (const id of [newId(), '', 'x', "' or 1=1 --", '%', `${newId()}x`, '00000000-0000-0000-0000-000000000000']) {
        expect(await accounts.find(id)).toBeNull();
        expect(await accounts.findForProof(id)).toBeNull();
        expect(await accounts.lock(id)).toBeNull();
        expect(await accounts.loginNames(id)).toEqual([]);
      }
    });

    test('what is set is set, and nothing else', async () => {
      const { accounts } = subject().storage;
      const account = newAccount();
      const other = newAccount();
      await accounts.insert(account);
      await accounts.insert(other);
      await accounts.setPassword(account.id, 'new', noon + 1);
      await accounts.setProfile(account.id, { displayName: 'Grace', locale: 'en', timeZone: null });
      await accounts.setDisabled(account.id, noon + 2);
      await accounts.noteLook(account.id, noon + 3);
      expect(await accounts.findForProof(account.id)).toEqual({
        ...account,
        passwordHash: 'new',
        passwordChangedAt: noon + 1,
        displayName: 'Grace',
        locale: 'en',
        timeZone: null,
        disabledAt: noon + 2,
        lastLookedAt: noon + 3,
      });
      await accounts.setDisabled(account.id, null);
      expect(await accounts.find(account.id)).toMatchObject({ disabledAt: null });
      expect(await accounts.findForProof(other.id)).toEqual(other);
    });

    test('accounts are counted and paged, newest first', async () => {
      const { accounts } = subject().storage;
      const before = await accounts.count();
      const made = [newAccount(), newAccount(), newAccount()];
      for (const account of made) await accounts.insert(account);
      expect(await accounts.count()).toBe(before + 3);
      const first = await accounts.page({ after: null, limit: 2 });
      expect(first.rows.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
      const second = await accounts.page({ after: first.next, limit: 200 });
      expect(second.rows[0]?.id).toBe(made[0]?.id);
      expect(second.rows).toHaveLength(before + 1);
      expect(second.next).toBeNull();
    });
  });
});

describe('login names', () => {
  onEachEngine(createDatabase, (subject) => {
    const nameOf = (accountId: string, normalized: string, kind: 'user_name' | 'email' = 'user_name') => ({
      normalized,
      text: normalized.toUpperCase(),
      accountId,
      kind,
      createdAt: noon,
      verifiedAt: noon,
    });

    test('a name belongs to one account, and signs in to it', async () => {
      const { accounts } = subject().storage;
      const ada = newAccount();
      const grace = newAccount();
      await accounts.insert(ada);
      await accounts.insert(grace);
      expect(await accounts.addLoginName(nameOf(ada.id, 'ada'))).toBe(true);
      expect(await accounts.addLoginName(nameOf(ada.id, 'ada@example.org', 'email'))).toBe(true);
      expect(await accounts.addLoginName(nameOf(grace.id, 'ada'))).toBe(false);
      expect(await accounts.addLoginName(nameOf(ada.id, 'ada'))).toBe(false);
      expect(await accounts.findLoginName('ada')).toEqual(nameOf(ada.id, 'ada'));
      expect(await accounts.findForSignIn('ada')).toEqual(ada);
      expect(await accounts.findForSignIn('ada@example.org')).toEqual(ada);
      expect(await accounts.findForSignIn('Ada')).toBeNull();
      expect(await accounts.findLoginName('nobody')).toBeNull();
      expect((await accounts.loginNames(ada.id)).map(({ normalized }) => normalized)).toEqual([
        'ada',
        'ada@example.org',
      ]);
    });

    test('only its own account can let a name go', async () => {
      const { accounts } = subject().storage;
      const owner = newAccount();
      const other = newAccount();
      await accounts.insert(owner);
      await accounts.insert(other);
      await accounts.addLoginName(nameOf(owner.id, 'owned'));
      expect(await accounts.removeLoginName('owned', other.id)).toBe(false);
      expect(await accounts.removeLoginName('owned', owner.id)).toBe(true);
      expect(await accounts.removeLoginName('owned', owner.id)).toBe(false);
      expect(await accounts.addLoginName(nameOf(other.id, 'owned'))).toBe(true);
    });

    test('of fifty who claim a name at once, one gets it', async () => {
      const { accounts } = subject().storage;
      const account = newAccount();
      await accounts.insert(account);
      const claims = await Promise.all(
        Array.from({ length: 50 }, () => accounts.addLoginName(nameOf(account.id, 'raced'))),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    });
  });
});
