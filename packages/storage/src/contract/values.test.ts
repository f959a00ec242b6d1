import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, bear, client, newAccount, newHash, newId, noon } from './fixtures.ts';

/** Texts that have broken other systems, each as it was given. */
const kept = [
  '__proto__',
  'constructor',
  '',
  ' ',
  `Robert'); drop table account; --`,
  '"double" `back` \\back\\slash %_ $1 ?1 :name',
  'Zalgo̷̢͜ ʇxǝʇ 👩‍👩‍👧‍👦 ‮right to left‬ 𐍈 ﷽',
  'é and é',
  '\u0001\u001B[31m\u007F\u0085\u2028\uFEFF\uFFFF',
  '\r\n\t',
  'null',
  '{"a":1}',
  'x'.repeat(5_000),
];

/** What neither engine can hold alike, and what stands for it. */
const replaced = [
  ['a\0b', 'a\uFFFDb'],
  ['\0', '\uFFFD'],
  ['half a pair: \uD83D', 'half a pair: \uFFFD'],
  ['\uDC00 the other half', '\uFFFD the other half'],
] as const;

describe('texts', () => {
  onEachEngine(createDatabase, (subject) => {
    test.each(kept)('come back as they were written: %j', async (text) => {
      const { storage } = subject();
      const account = newAccount({ displayName: text });
      await storage.accounts.insert(account);
      expect(await storage.accounts.find(account.id)).toMatchObject({ displayName: text });
      const name = { normalized: `${text}!`, text, accountId: account.id, createdAt: noon, verifiedAt: noon } as const;
      await storage.accounts.addLoginName({ ...name, kind: 'user_name' });
      expect(await storage.accounts.findForSignIn(`${text}!`)).toMatchObject({ id: account.id });
      const model = { ...client, model: text };
      const session = await addSession(storage, account.id, { client: model, userAgent: text, address: text });
      expect(await storage.credentials.find(session.id)).toMatchObject({ client: model, firstAddress: text });
    });

    test.each(replaced)('lose what no store can hold: %j', async (text, held) => {
      const { storage } = subject();
      const account = await addAccount(storage, { displayName: text });
      expect(await storage.accounts.find(account.id)).toMatchObject({ displayName: held });
      const name = { normalized: text, text, accountId: account.id, createdAt: noon, verifiedAt: noon } as const;
      expect(await storage.accounts.addLoginName({ ...name, kind: 'user_name' })).toBe(true);
      expect(await storage.accounts.findForSignIn(text)).toMatchObject({ id: account.id });
      const session = await addSession(storage, account.id, { userAgent: text, address: text });
      await storage.credentials.noteUses([{ id: session.id, at: noon + 1, address: `${text}${text}` }]);
      expect(await storage.credentials.find(session.id)).toMatchObject({
        firstAddress: held,
        lastAddress: `${held}${held}`,
      });
      expect(await storage.verifiers.sync(text, text, 0)).toBeNull();
    });

    test('are the same where those of many are written in one statement', async () => {
      const { storage } = subject();
      const texts = [...kept.map((text) => [text, text] as const), ...replaced];
      const organizationId = (await storage.organizations.default()).id;
      const accounts = await Promise.all(texts.map(() => addAccount(storage)));
      const born = await Promise.all(
        texts.map(([text], nth) => {
          const given = { organizationId, client: { ...client, model: text }, userAgent: text, address: text };
          return storage.transaction.together((stores) => bear(stores, accounts[nth]?.id ?? '', given));
        }),
      );
      for (const [nth, [, held]] of texts.entries()) {
        const found = await storage.credentials.find(born[nth]?.id ?? '');
        expect(found).toMatchObject({ accountId: accounts[nth]?.id, firstAddress: held, lastAddress: held });
        expect(found).toMatchObject({ client: { ...client, model: held } });
      }
    });

    test('a name with a NUL in it is not the name without', async () => {
      const { accounts } = subject().storage;
      const account = await addAccount(subject().storage);
      const name = { text: '', accountId: account.id, kind: 'user_name', createdAt: noon, verifiedAt: noon } as const;
      await accounts.addLoginName({ ...name, normalized: 'root' });
      expect(await accounts.findForSignIn('ro\0ot')).toBeNull();
      expect(await accounts.findLoginName('root\0')).toBeNull();
    });

    test('the details of a log entry survive to the letter', async () => {
      const { log } = subject().storage;
      const accountId = newId();
      const details = JSON.parse('{"__proto__":"x","a\\u0000b":"c\\u0000d","n":1.5,"yes":true}');
      await log.append({
        id: newId(),
        at: noon,
        event: 'policy.changed',
        accountId,
        organizationId: null,
        actorKind: 'operator',
        actorAccountId: null,
        actorDeviceId: null,
        credentialId: null,
        deviceId: null,
        address: null,
        details,
      });
      const { rows } = await log.pageOf(accountId, [], { after: null, limit: 1 });
      expect(JSON.stringify(rows[0]?.details)).toBe(JSON.stringify(details));
    });

    test('a byte is a byte, and a large whole number is a number', async () => {
      const { storage } = subject();
      const account = await addAccount(storage, { createdAt: 2 ** 52 });
      expect((await storage.accounts.find(account.id))?.createdAt).toBe(2 ** 52);
      const tokenHash = Uint8Array.from({ length: 32 }, (_, index) => (index % 2 === 0 ? 0 : 255));
      const session = await addSession(storage, account.id, { tokenHash });
      expect((await storage.credentials.findByHash(Buffer.from(tokenHash)))?.id).toBe(session.id);
      expect((await storage.verifiers.lookUp(tokenHash)).credential?.id).toBe(session.id);
      await expect(addSession(storage, account.id, { tokenHash })).rejects.toThrow(/unique/i);
      await expect(addSession(storage, newId(), { tokenHash: newHash() })).rejects.toThrow(/foreign key/i);
    });
  });
});
