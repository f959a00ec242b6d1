import { randomBytes } from 'node:crypto';
import type { NewFactor, PasskeyFacts, SignInChallenge } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, minute, newHash, newId, noon } from './fixtures.ts';

describe('second factors', () => {
  onEachEngine(createDatabase, (subject) => {
    const newFactor = (accountId: string, given: Partial<NewFactor> = {}): NewFactor => ({
      id: newId(),
      accountId,
      name: null,
      createdAt: noon,
      ...given,
    });
    const newPasskey = (given: Partial<PasskeyFacts> = {}): PasskeyFacts => ({
      credentialId: randomBytes(32).toString('base64url'),
      publicKey: randomBytes(77),
      signCount: 3,
      transports: ['internal', 'hybrid'],
      backupEligible: true,
      backedUp: false,
      verifiesUser: true,
      ...given,
    });
    const inShort = async (accountId: string) =>
      (await subject().storage.factors.listOf(accountId)).map(({ kind, name }) => [kind, name]);

    test('of an account are listed as they were made, oldest first, and nobody else’s', async () => {
      const { factors } = subject().storage;
      const account = await addAccount(subject().storage);
      const other = await addAccount(subject().storage);
      const [app, key, codes] = [newFactor(account.id), newFactor(account.id, { name: 'Key' }), newFactor(account.id)];
      const facts = newPasskey();
      const secret = randomBytes(60);
      await factors.insertAuthenticator(app, secret, 5);
      expect(await factors.insertPasskey(key, facts)).toBe(true);
      await factors.insertRecoveryCodes(codes, [newHash(), newHash()]);
      const passkey = { ...key, ...facts, kind: 'passkey', lastUsedAt: null };
      expect(await factors.listOf(account.id)).toEqual([
        { ...app, kind: 'authenticator', lastUsedAt: null, sealedSecret: secret },
        passkey,
        { ...codes, kind: 'recovery_codes', lastUsedAt: null, codesLeft: 2 },
      ]);
      expect(await factors.findPasskey(facts.credentialId)).toEqual(passkey);
      expect(await factors.findPasskey('x')).toBeNull();
      expect(await factors.listOf(other.id)).toEqual([]);
      expect(await factors.insertPasskey(newFactor(other.id), facts)).toBe(false);
      expect(await factors.listOf(other.id)).toEqual([]);
    });

    test('are renamed and removed by their owner only, with all that belongs to them', async () => {
      const { factors } = subject().storage;
      const account = await addAccount(subject().storage);
      const other = await addAccount(subject().storage);
      const [app, codes] = [newFactor(account.id), newFactor(account.id)];
      const code = newHash();
      await factors.insertAuthenticator(app, randomBytes(60), 5);
      await factors.insertRecoveryCodes(codes, [code]);
      expect(await factors.rename(app.id, other.id, 'Mine')).toBe(false);
      expect(await factors.remove(app.id, other.id)).toBe(false);
      expect(await factors.rename(app.id, account.id, 'Phone')).toBe(true);
      expect(await inShort(account.id)).toEqual([
        ['authenticator', 'Phone'],
        ['recovery_codes', null],
      ]);
      expect(await factors.remove(app.id, account.id)).toBe(true);
      expect(await factors.useStep(app.id, 9, noon)).toBe(false);
      expect(await factors.removeAll(account.id)).toBe(1);
      expect(await factors.useCode(codes.id, code, noon)).toBe(false);
      expect(await inShort(account.id)).toEqual([]);
    });

    test('of everybody have no recovery code left once all are used up', async () => {
      const { factors } = subject().storage;
      const [account, other] = [await addAccount(subject().storage), await addAccount(subject().storage)];
      const [codes, theirs] = [newFactor(account.id), newFactor(other.id)];
      const [used, left, another] = [newHash(), newHash(), newHash()];
      await factors.insertRecoveryCodes(codes, [used, left]);
      await factors.insertRecoveryCodes(theirs, [another]);
      expect(await factors.useCode(codes.id, used, noon)).toBe(true);
      await factors.spendAllCodes(noon + minute);
      for (const code of [used, left]) expect(await factors.useCode(codes.id, code, noon)).toBe(false);
      expect(await factors.hasCode(theirs.id, another)).toBe(false);
      for (const { id } of [account, other]) {
        expect(await factors.listOf(id)).toMatchObject([{ kind: 'recovery_codes', codesLeft: 0 }]);
      }
    });

    test('of fifty who use a step, a code or a count at once, one does', async () => {
      const { factors } = subject().storage;
      const account = await addAccount(subject().storage);
      const [app, key, codes] = [newFactor(account.id), newFactor(account.id), newFactor(account.id)];
      const code = newHash();
      await factors.insertAuthenticator(app, randomBytes(60), 5);
      await factors.insertPasskey(key, newPasskey());
      await factors.insertRecoveryCodes(codes, [code, newHash()]);
      const said = { signCount: 4, backedUp: true, verifiesUser: false };
      const uses = [
        () => factors.useStep(app.id, 6, noon + 1),
        () => factors.useCode(codes.id, code, noon + 1),
        () => factors.usePasskey(key.id, said, noon + 1),
      ];
      for (const use of uses) {
        const used = await Promise.all(Array.from({ length: 50 }, use));
        expect(used.filter(Boolean)).toHaveLength(1);
      }
      expect(await factors.useStep(app.id, 5, noon)).toBe(false);
      expect(await factors.hasCode(codes.id, code)).toBe(false);
      expect(await factors.listOf(account.id)).toEqual([
        expect.objectContaining({ lastUsedAt: noon + 1 }),
        expect.objectContaining({ lastUsedAt: noon + 1, signCount: 4, backedUp: true, verifiesUser: true }),
        expect.objectContaining({ lastUsedAt: noon + 1, codesLeft: 1 }),
      ]);
    });

    test('that do not count are used each time, and a count never goes back', async () => {
      const { factors } = subject().storage;
      const account = await addAccount(subject().storage);
      const [silent, counting] = [newFactor(account.id), newFactor(account.id)];
      await factors.insertPasskey(silent, newPasskey({ signCount: 0 }));
      await factors.insertPasskey(counting, newPasskey({ signCount: 7 }));
      const use = (id: string, signCount: number) =>
        factors.usePasskey(id, { signCount, backedUp: false, verifiesUser: true }, noon);
      expect(await use(silent.id, 0)).toBe(true);
      expect(await use(silent.id, 0)).toBe(true);
      for (const signCount of [0, 6, 7]) expect(await use(counting.id, signCount)).toBe(false);
      expect(await use(counting.id, 8)).toBe(true);
    });

    test('are begun once in each session, and a challenge is taken once, in time, where it was asked', async () => {
      const { factors } = subject().storage;
      const account = await addAccount(subject().storage);
      const boundTo = newId();
      const begun = { accountId: account.id, boundTo, sealedSecret: randomBytes(60), expiresAt: noon + minute };
      const [first, second] = [
        { ...begun, id: newId() },
        { ...begun, id: newId() },
      ];
      await factors.begin(first);
      await factors.begin(second);
      expect(await factors.findEnrolment(first.id)).toBeNull();
      expect(await factors.findEnrolment(second.id)).toEqual(second);
      const ended = await Promise.all(Array.from({ length: 20 }, () => factors.endEnrolment(second.id)));
      expect(ended.filter(Boolean)).toHaveLength(1);
      const [challenge, late, left] = [randomBytes(32), randomBytes(32), randomBytes(32)];
      for (const one of [challenge, late, left]) {
        await factors.askPasskey({ challenge: one, boundTo, expiresAt: noon + minute });
      }
      expect(await factors.takeChallenge(challenge, newId(), noon)).toBe(false);
      expect(await factors.takeChallenge(late, boundTo, noon + minute)).toBe(false);
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => factors.takeChallenge(challenge, boundTo, noon)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      await factors.forgetBegun(noon + minute + 1);
      expect(await factors.takeChallenge(left, boundTo, noon)).toBe(false);
    });

    test('that change take back what other sessions had just proved', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const [mine, fresh, old] = await Promise.all([
        addSession(storage, account.id),
        addSession(storage, account.id),
        addSession(storage, account.id, { authenticatedAt: noon - minute }),
      ]);
      await storage.credentials.forgetProofs(account.id, noon - minute, mine.id);
      const provedAt = async ({ id }: { id: string }) => (await storage.credentials.find(id))?.authenticatedAt;
      expect(await Promise.all([mine, fresh, old].map(provedAt))).toEqual([noon, 0, noon - minute]);
    });

    test('that change take back what other sessions were raised to, and none of what has ended or is another’s', async () => {
      const { storage } = subject();
      const [account, stranger] = await Promise.all([addAccount(storage), addAccount(storage)]);
      const raised = { assurance: 2, authenticatedAt: noon - minute } as const;
      const [mine, other, ended, theirs] = await Promise.all([
        addSession(storage, account.id, raised),
        addSession(storage, account.id, raised),
        addSession(storage, account.id, raised),
        addSession(storage, stranger.id, raised),
      ]);
      const by = { accountId: account.id, deviceId: null };
      await storage.credentials.end({ id: ended.id }, { reason: 'signed_out', at: noon, by });
      await storage.credentials.forgetProofs(account.id, noon - minute, mine.id);
      const recordOf = ({ id }: { id: string }) => storage.credentials.find(id);
      const records = await Promise.all([mine, other, ended, theirs].map(recordOf));
      expect(records.map((record) => record?.assurance)).toEqual([2, 1, 2, 2]);
      expect(records[1]?.authenticatedAt).toBe(noon - minute);
      await storage.credentials.forgetProofs(account.id, noon - minute, null);
      expect((await recordOf(mine))?.assurance).toBe(1);
    });
  });
});

describe('sign-ins that wait', () => {
  onEachEngine(createDatabase, (subject) => {
    const newChallenge = (accountId: string | null, given: Partial<SignInChallenge> = {}): SignInChallenge => ({
      id: newId(),
      secretHash: newHash(),
      purpose: 'second_step',
      accountId,
      organizationId: null,
      lifetime: 'remembered',
      tries: 0,
      createdAt: noon,
      expiresAt: noon + 10 * minute,
      ...given,
    });

    test('are found by their secret as they were made, and ended by one', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const { id: organizationId } = await storage.organizations.default();
      const challenge = newChallenge(account.id, { organizationId });
      await storage.signInChallenges.insert(challenge);
      expect(await storage.signInChallenges.findByHash(challenge.secretHash)).toEqual(challenge);
      expect(await storage.signInChallenges.findByHash(newHash())).toBeNull();
      const ended = await Promise.all(Array.from({ length: 20 }, () => storage.signInChallenges.end(challenge.id)));
      expect(ended.filter(Boolean)).toHaveLength(1);
    });

    test('count tries that come at once, each for itself, up to the last', async () => {
      const { signInChallenges } = subject().storage;
      const challenge = newChallenge(null, { purpose: 'passkey' });
      await signInChallenges.insert(challenge);
      const tries = await Promise.all(Array.from({ length: 20 }, () => signInChallenges.countTry(challenge.id, 5)));
      expect(tries.filter((nth) => nth !== null).toSorted()).toEqual([1, 2, 3, 4, 5]);
      expect(await signInChallenges.countTry(newId(), 5)).toBeNull();
    });

    test('of one account end together, and those that expired are listed', async () => {
      const { storage } = subject();
      const [account, other] = [await addAccount(storage), await addAccount(storage)];
      const gone = newChallenge(account.id);
      const late = newChallenge(other.id, { createdAt: noon - 20 * minute, expiresAt: noon - 10 * minute });
      for (const challenge of [gone, late]) await storage.signInChallenges.insert(challenge);
      await storage.signInChallenges.endOf(account.id);
      expect(await storage.signInChallenges.findByHash(gone.secretHash)).toBeNull();
      expect(await storage.signInChallenges.listExpired(noon - 10 * minute, 200)).toEqual([late]);
      expect(await storage.signInChallenges.listExpired(noon - 11 * minute, 200)).toEqual([]);
    });
  });
});
