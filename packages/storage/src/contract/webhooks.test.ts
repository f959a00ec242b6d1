import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { Storage } from '../index.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addChild, addSession, endingAt, newHash, newId, noon } from './fixtures.ts';
import { addExternal, addService } from './service-fixtures.ts';

async function addWebhook(storage: Storage, serviceId: string) {
  const webhook = { id: newId(), serviceId, url: 'https://hooks.example.org/', createdAt: noon };
  await storage.webhooks.insert(webhook, newHash());
  return webhook;
}

describe('webhooks', () => {
  onEachEngine(createDatabase, (subject) => {
    test('are kept with what became of deliveries, in the order of their making', async () => {
      const { storage } = subject();
      const { webhooks } = storage;
      const service = await addService(storage);
      const [first, second] = [await addWebhook(storage, service.id), await addWebhook(storage, service.id)];
      await addWebhook(storage, (await addService(storage)).id);
      expect((await webhooks.list(service.id)).map(({ id }) => id)).toEqual([first.id, second.id]);
      await webhooks.noteFailed(first.id, noon + 1, 'status_500');
      await webhooks.noteDelivered(first.id, noon + 2);
      await webhooks.disable(first.id, noon + 3, 'gone');
      const [older, newer] = [newHash(), newHash()];
      await webhooks.setSecret(first.id, older, noon + 3);
      await webhooks.setSecret(first.id, newer, noon + 4);
      const found = await webhooks.find(first.id);
      expect(found).toMatchObject({
        ...first,
        failedAt: noon + 1,
        failure: 'status_500',
        deliveredAt: noon + 2,
        disabledAt: noon + 3,
        disabledReason: 'gone',
        oldSecretUntil: noon + 4,
      });
      expect(Buffer.from(found?.sealedSecret ?? [])).toEqual(Buffer.from(newer));
      expect(Buffer.from(found?.oldSealedSecret ?? [])).toEqual(Buffer.from(older));
      await webhooks.enable(first.id);
      expect(await webhooks.find(first.id)).toMatchObject({ disabledAt: null, disabledReason: null });
      expect(await webhooks.remove(first.id)).toBe(true);
      expect(await webhooks.remove(first.id)).toBe(false);
      expect(await webhooks.find('x')).toBeNull();
    });

    test('are to be told of sessions that their service issued, not of children, and not where they are disabled', async () => {
      const { storage } = subject();
      const { webhooks } = storage;
      const service = await addService(storage);
      const [one, other, gone] = [
        await addWebhook(storage, service.id),
        await addWebhook(storage, service.id),
        await addWebhook(storage, service.id),
      ];
      await webhooks.disable(gone.id, noon, 'gone');
      const accountId = await addExternal(storage, service, 'anna');
      const issued = await addSession(storage, accountId, { serviceId: service.id });
      const signedInHere = await addSession(storage, accountId);
      const elsewhere = await addSession(storage, (await addAccount(storage)).id);
      const child = await addChild(storage, issued);
      const told = await webhooks.toTell([issued.id, signedInHere.id, elsewhere.id, child?.id ?? '', newId()]);
      const about = { serviceId: service.id, sessionId: issued.id, accountId, externalId: 'anna' };
      expect(told).toEqual([
        { ...about, webhookId: one.id },
        { ...about, webhookId: other.id },
      ]);
    });

    test('are told of an account’s sessions in the same moment, up to a bound; what time ended before is left to the sweeper', async () => {
      const { storage } = subject();
      const service = await addService(storage);
      const accountId = await addExternal(storage, service, 'bo');
      const at = noon + 1_000;
      const issued = await addSession(storage, accountId, { serviceId: service.id });
      const spared = await addSession(storage, accountId, { serviceId: service.id });
      const here = await addSession(storage, accountId);
      const old = await addSession(storage, accountId, { serviceId: service.id, issuedAt: noon - 40 * 86_400_000 });
      const which = { accountId, kinds: ['session'], except: [spared.id] } as const;
      const ending = endingAt(at, { reason: 'revoked_by_service' });
      const { count, announced } = await storage.credentials.endAll(which, ending);
      expect({ count, announced }).toEqual({ count: 2, announced: [issued.id] });
      for (const { id } of [issued, here]) expect((await storage.credentials.find(id))?.ending).toEqual(ending);
      expect((await storage.credentials.find(old.id))?.ending).toMatchObject({ reason: 'idle' });
      expect((await storage.credentials.find(spared.id))?.ending).toBeNull();
      const many: string[] = [];
      while (many.length < 205) many.push((await addSession(storage, accountId, { serviceId: service.id })).id);
      const all = await storage.credentials.endAll({ accountId, kinds: ['session'] }, ending);
      expect(all.count).toBe(many.length + 1);
      expect(all.announced).toHaveLength(200);
      const swept: string[] = [];
      for (let turn = 0; turn < 20; turn += 1) {
        swept.push(...(await storage.credentials.sweepEnded(at, 200)).ended.map(({ id }) => id));
      }
      const told = [...all.announced, ...swept];
      expect(new Set(told).size).toBe(told.length);
      for (const id of [...many, spared.id]) expect(told).toContain(id);
    });
  });
});
