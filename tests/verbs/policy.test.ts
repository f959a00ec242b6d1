import { changePolicy, changeProfile, renameDevice } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { enter, inEachWorld, newPerson, ownerOf, verified } from '../src/world.ts';

const operator = { kind: 'operator' } as const;
const minute = 60_000;

inEachWorld((world) => {
  describe('a policy', () => {
    it('that is tightened binds what is issued already before it is answered', async () => {
      const session = await enter(world(), (await newPerson(world())).login);
      world().clock.pass(30 * minute);
      expect(await verified(world(), session.token)).toBe('good');
      const { id } = await world().storage.organizations.default();
      world().clock.pass(31 * minute);
      const before = await world().storage.organizations.policy(id);
      await changePolicy(world().deps, operator, id, { absoluteLimitMinutes: 60 });
      expect(await verified(world(), session.token)).toBe('expired');
      await changePolicy(world().deps, operator, id, before);
      expect(await verified(world(), session.token)).toBe('good');
    });

    it('out of bounds is refused and nothing changes', async () => {
      const { id } = await world().storage.organizations.default();
      const before = await world().storage.organizations.policy(id);
      const changing = changePolicy(world().deps, operator, id, { historyDays: 30, idleLimitMinutes: 0 });
      await expect(changing).rejects.toMatchObject({ code: 'policy_invalid', facts: { field: 'idleLimitMinutes' } });
      expect(await world().storage.organizations.policy(id)).toEqual(before);
    });

    it('is not changed by whoever lost the role after the request was let in', async () => {
      const { login, accountId } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      const { organizationId } = owner;
      const { organizations } = world().storage;
      const before = await organizations.policy(organizationId);
      const changing = () => changePolicy(world().deps, owner, organizationId, { historyDays: 30 });
      await expect(changing()).rejects.toMatchObject({ code: 'beyond_own_rights' });
      expect(await organizations.policy(organizationId)).toEqual(before);
      await organizations.setRole({ accountId, organizationId, role: 'administrator' });
      expect((await changing()).policy).toEqual({ ...before, historyDays: 30 });
      await changePolicy(world().deps, operator, organizationId, before);
    });
  });

  describe('a name', () => {
    it('of a device is given and taken back by its owner alone', async () => {
      const mine = await enter(world(), (await newPerson(world())).login);
      const other = await enter(world(), (await newPerson(world())).login);
      const owner = await ownerOf(world(), mine);
      await renameDevice(world().deps, owner, mine.deviceId, '  Köksdatorn <b>');
      expect((await world().storage.devices.find(mine.deviceId, mine.accountId))?.name).toBe('Köksdatorn <b>');
      await renameDevice(world().deps, owner, mine.deviceId, null);
      expect((await world().storage.devices.find(mine.deviceId, mine.accountId))?.name).toBeNull();
      await expect(renameDevice(world().deps, owner, other.deviceId, 'Mine')).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('that could deceive is refused', async () => {
      const mine = await enter(world(), (await newPerson(world())).login);
      const renaming = renameDevice(world().deps, await ownerOf(world(), mine), mine.deviceId, 'exe.\u202Egpj');
      await expect(renaming).rejects.toMatchObject({ code: 'name_invalid', facts: { field: 'name' } });
    });
  });

  describe('a profile', () => {
    it('changes only what is given', async () => {
      const session = await enter(world(), (await newPerson(world())).login);
      const owner = await ownerOf(world(), session);
      await changeProfile(world().deps, owner, { locale: 'sv', timeZone: 'Europe/Stockholm' });
      await changeProfile(world().deps, owner, { displayName: 'Åsa' });
      expect(await world().storage.accounts.find(session.accountId)).toMatchObject({
        displayName: 'Åsa',
        locale: 'sv',
        timeZone: 'Europe/Stockholm',
      });
    });

    it.each([
      ['locale_invalid', { locale: 'xx' }],
      ['time_zone_invalid', { timeZone: 'Mars/Olympus' }],
      ['name_invalid', { displayName: '\u200B' }],
    ])('is refused as %s', async (code, change) => {
      const session = await enter(world(), (await newPerson(world())).login);
      await expect(changeProfile(world().deps, await ownerOf(world(), session), change)).rejects.toMatchObject({
        code,
      });
    });
  });
});
