import type { DeviceFilter, Trust } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import {
  addAccount,
  addSession,
  client,
  day,
  endingAt,
  endOrganization,
  hour,
  newDevice,
  newHash,
  newId,
  noon,
} from './fixtures.ts';

const everything: DeviceFilter = { accountIds: null, namePart: null, type: null, state: null, trust: null };
const page = { after: null, limit: 100 };

describe('devices of an organization', () => {
  onEachEngine(createDatabase, (subject) => {
    const home = async () => (await subject().storage.organizations.default()).id;
    const addDevice = async (accountId: string, type: (typeof client)['type'] | 'phone' = client.type) => {
      const device = { ...newDevice(accountId), client: { ...client, type } };
      await subject().storage.devices.insert(device, newHash());
      return device.id;
    };
    const addTrust = async (accountId: string, deviceId: string, grantedAt: number) => {
      const trust: Trust = {
        id: newId(),
        deviceId,
        accountId,
        organizationId: await home(),
        tokenHash: newHash(),
        previousHash: null,
        rotatedAt: grantedAt,
        grantedAt,
      };
      await subject().storage.trusts.insert(trust);
    };

    test('show with what they hold there, and not without', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const [deviceId, empty] = [await addDevice(account.id), await addDevice(account.id)];
      await addSession(storage, account.id, { deviceId, address: '192.0.2.1' });
      await addSession(storage, account.id, {
        deviceId,
        issuedAt: noon - hour,
        lastUsedAt: noon - hour,
        address: '192.0.2.2',
      });
      for (const accountIds of [null, [account.id]]) {
        const filter = { ...everything, accountIds };
        const { rows } = await storage.devices.pageOrganization(await home(), noon, page, filter);
        const found = rows.find(({ id }) => id === deviceId);
        expect(found).toMatchObject({ sessions: 2, lastUsedAt: noon, lastAddress: '192.0.2.1' });
        expect(rows.some(({ id }) => id === empty)).toBe(false);
      }
    });

    test('are found by account, name, type, state and trust', async () => {
      const { storage } = subject();
      const organizationId = await home();
      const ada = await addAccount(storage, { displayName: 'Ådä Löfgren' });
      const [active, held, trusted, out] = [
        await addDevice(ada.id),
        await addDevice(ada.id, 'phone'),
        await addDevice(ada.id),
        await addDevice(ada.id),
      ];
      await addSession(storage, ada.id, { deviceId: active });
      const session = await addSession(storage, ada.id, { deviceId: held });
      await storage.credentials.hold({ id: session.id }, newId(), noon, noon + hour);
      await addTrust(ada.id, trusted, noon - day);
      await addTrust(ada.id, active, noon - 10 * day);
      await addTrust(ada.id, out, noon - day);
      await storage.devices.remove(out, ada.id, noon, false);
      const found = async (filter: Partial<DeviceFilter>) => {
        const whole = { ...everything, ...filter };
        const { rows } = await storage.devices.pageOrganization(organizationId, noon, page, whole);
        return rows.map(({ id }) => id).filter((id) => [active, held, trusted, out].includes(id));
      };
      const granted = (is: 'trusted' | 'untrusted', grantedAfter: number | null) =>
        found({ trust: { is, grantedAfter } });
      expect(await found({})).toEqual([trusted, held, active]);
      expect(await found({ accountIds: [ada.id] })).toEqual([trusted, held, active]);
      expect(await found({ accountIds: [] })).toEqual([]);
      expect(await found({ namePart: 'dä löf' })).toEqual([trusted, held, active]);
      expect(await found({ namePart: '%' })).toEqual([]);
      expect(await found({ type: 'phone' })).toEqual([held]);
      expect(await found({ state: 'active' })).toEqual([active]);
      expect(await found({ state: 'held' })).toEqual([held]);
      expect(await found({ state: 'signed_out' })).toEqual([trusted]);
      expect(await granted('trusted', noon - 20 * day)).toEqual([trusted, active]);
      expect(await granted('trusted', noon - 5 * day)).toEqual([trusted]);
      expect(await granted('untrusted', noon - 5 * day)).toEqual([held, active]);
      expect(await granted('trusted', null)).toEqual([]);
      expect(await granted('untrusted', null)).toEqual([trusted, held, active]);
      expect(await found({ type: 'phone', state: 'active' })).toEqual([]);
    });

    test('are counted once each, among so many sessions', async () => {
      const { storage } = subject();
      const organizationId = await home();
      await endOrganization(storage, { organizationId, kinds: ['session'] }, endingAt(noon - 1));
      const account = await addAccount(storage);
      const [one, other] = [await addDevice(account.id), await addDevice(account.id)];
      const count = (sessions: number) => storage.devices.countSignedIn(organizationId, noon, sessions);
      expect(await count(10)).toEqual({ count: 0, isMore: false });
      for (const deviceId of [one, one, other]) await addSession(storage, account.id, { deviceId });
      expect(await count(3)).toEqual({ count: 2, isMore: false });
      expect(await count(2)).toMatchObject({ isMore: true });
    });
  });
});
