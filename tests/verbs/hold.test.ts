import {
  confirmHold,
  liftHold,
  listInventory,
  reauthenticate,
  settleLapsedHolds,
  shutOut,
  withdrawHold,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { onceRight } from '../src/once-right.ts';
import { password } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';

const minute = 60_000;

/** Two browsers of one person, long enough after sign-in that what ends access needs a proof. */
async function twoBrowsers(world: World) {
  const { login } = await newPerson(world);
  const thief = await enter(world, login);
  const mine = await enter(world, login);
  world.clock.pass(11 * minute);
  return { login, thief, mine, owner: await ownerOf(world, mine) };
}

const revoke = (id: string) => ({ act: 'revoke_session', targetId: id }) as const;

inEachWorld((world) => {
  describe('ending a session of one’s own', () => {
    it('with a fresh proof is final at once', async () => {
      const { login } = await newPerson(world());
      const thief = await enter(world(), login);
      const mine = await enter(world(), login);
      const outcome = await shutOut(world().deps, await ownerOf(world(), mine), revoke(thief.id));
      expect(outcome).toMatchObject({
        outcome: 'ended',
        count: 1,
        hold: null,
        receipt: { confirmed: 1, waitedOut: [] },
      });
      expect(await verified(world(), thief.token)).toBe('revoked');
      expect(await verified(world(), mine.token)).toBe('good');
    });

    it('without one holds at the press: refused before the press is answered', async () => {
      const { thief, mine, owner } = await twoBrowsers(world());
      expect(await verified(world(), thief.token)).toBe('good');
      const outcome = await shutOut(world().deps, owner, revoke(thief.id));
      expect(outcome).toMatchObject({ outcome: 'held', count: 1, hold: { deviceId: thief.deviceId } });
      expect(await verified(world(), thief.token)).toBe('held');
      const { rows } = await world().storage.log.pageOf(owner.accountId, ['session.held'], { after: null, limit: 2 });
      expect(rows).toMatchObject([{ credentialId: thief.id, deviceId: thief.deviceId, actorDeviceId: mine.deviceId }]);
    });

    it('is final with the proof', async () => {
      const { thief, mine, owner } = await twoBrowsers(world());
      const { hold } = await shutOut(world().deps, owner, revoke(thief.id));
      await expect(confirmHold(world().deps, owner, hold?.id ?? '')).rejects.toMatchObject({
        code: 'reauthentication_required',
      });
      await reauthenticate(world().deps, owner, { password });
      const proved = await ownerOf(world(), mine);
      const outcome = await confirmHold(world().deps, proved, hold?.id ?? '');
      expect(outcome).toMatchObject({ outcome: 'ended', count: 1 });
      world().clock.pass(16 * minute);
      expect(await verified(world(), thief.token)).toBe('revoked');
    });

    it('lapses unproven after 15 minutes, and the log says so', async () => {
      const { thief, owner } = await twoBrowsers(world());
      await shutOut(world().deps, owner, revoke(thief.id));
      world().clock.pass(15 * minute - 1_000);
      expect(await verified(world(), thief.token)).toBe('held');
      world().clock.pass(1_000);
      expect(await verified(world(), thief.token)).toBe('good');
      expect(await settleLapsedHolds(world().deps, 100)).toContain(owner.accountId);
      const { rows } = await world().storage.log.pageOf(owner.accountId, ['hold.lapsed'], { after: null, limit: 10 });
      expect(rows).toHaveLength(1);
      expect(await verified(world(), thief.token)).toBe('good');
    });

    it('holds once for each proof: not again after taking it back, nor after it lapsed', async () => {
      const { thief, mine, owner } = await twoBrowsers(world());
      const { hold } = await shutOut(world().deps, owner, revoke(thief.id));
      await withdrawHold(world().deps, owner, hold?.id ?? '');
      const again = () => shutOut(world().deps, owner, revoke(thief.id));
      await expect(again()).rejects.toMatchObject({ code: 'hold_already_open' });
      world().clock.pass(16 * minute);
      await expect(again()).rejects.toMatchObject({ code: 'hold_already_open' });
      await reauthenticate(world().deps, owner, { password });
      world().clock.pass(11 * minute);
      const proved = await ownerOf(world(), mine);
      expect(await shutOut(world().deps, proved, revoke(thief.id))).toMatchObject({ outcome: 'held' });
    });

    it('may hold one thing unproven at a time', async () => {
      const { login, thief, owner } = await twoBrowsers(world());
      const other = await enter(world(), login);
      await shutOut(world().deps, owner, revoke(thief.id));
      await expect(shutOut(world().deps, owner, revoke(other.id))).rejects.toMatchObject({ code: 'hold_already_open' });
      expect(await verified(world(), other.token)).toBe('good');
    });

    it('of another account is not found, like an unknown one, and ends nothing', async () => {
      const { mine } = await twoBrowsers(world());
      const { owner } = await twoBrowsers(world());
      const unknown = world().deps.chance.id();
      for (const id of [mine.id, unknown]) {
        await expect(shutOut(world().deps, owner, revoke(id))).rejects.toMatchObject({ code: 'not_found', facts: {} });
      }
      await expect(
        shutOut(world().deps, owner, { act: 'remove_device', targetId: mine.deviceId }),
      ).rejects.toMatchObject({ code: 'not_found' });
      expect(await verified(world(), mine.token)).toBe('good');
    });

    it('that asks needs no proof', async () => {
      const { mine, owner } = await twoBrowsers(world());
      expect(await shutOut(world().deps, owner, revoke(mine.id))).toMatchObject({ outcome: 'ended', count: 1 });
      expect(await verified(world(), mine.token)).toBe('revoked');
    });

    it('that has ended already is confirmed again, and nothing is counted twice', async () => {
      const { login } = await newPerson(world());
      const thief = await enter(world(), login);
      const owner = await ownerOf(world(), await enter(world(), login));
      await shutOut(world().deps, owner, revoke(thief.id));
      expect(await shutOut(world().deps, owner, revoke(thief.id))).toMatchObject({ outcome: 'ended', count: 0 });
    });
  });

  describe('a hold', () => {
    it('is lifted by the held device with its password, and its old token stays dead', async () => {
      const { thief: victim, owner } = await twoBrowsers(world());
      await shutOut(world().deps, owner, revoke(victim.id));
      const { token } = await liftHold(world().deps, visitor({ sessionToken: victim.token }), { password });
      expect(await verified(world(), token)).toBe('good');
      expect(await verified(world(), victim.token)).toBe('unknown');
    });

    it('on several is lifted for the device that lifts, and stays on the others', async () => {
      const { login, thief, mine, owner } = await twoBrowsers(world());
      const innocent = await enter(world(), login);
      await shutOut(world().deps, owner, { act: 'revoke_others', targetId: null });
      const { token } = await liftHold(world().deps, visitor({ sessionToken: innocent.token }), { password });
      expect(await verified(world(), token)).toBe('good');
      expect(await verified(world(), thief.token)).toBe('held');
      expect(await verified(world(), mine.token)).toBe('good');
    });

    it('that is pressed while the held device proves itself is not lifted by a proof that was meant for another', async () => {
      const { login, thief: victim, owner } = await twoBrowsers(world());
      const another = await ownerOf(world(), await enter(world(), login));
      world().clock.pass(11 * minute);
      const { hold } = await shutOut(world().deps, owner, revoke(victim.id));
      const { deps } = onceRight(world(), async () => {
        await withdrawHold(world().deps, owner, hold?.id ?? '');
        await shutOut(world().deps, another, revoke(victim.id));
      });
      const lifting = liftHold(deps, visitor({ sessionToken: victim.token }), { password });
      await expect(lifting).rejects.toMatchObject({ code: 'hold_not_open' });
      expect(await verified(world(), victim.token)).toBe('held');
    });

    it('is not lifted with a wrong password', async () => {
      const { thief: victim, owner } = await twoBrowsers(world());
      await shutOut(world().deps, owner, revoke(victim.id));
      const lifting = liftHold(world().deps, visitor({ sessionToken: victim.token }), { password: 'not the password' });
      await expect(lifting).rejects.toMatchObject({ code: 'wrong_credentials' });
      expect(await verified(world(), victim.token)).toBe('held');
    });

    it('is taken back only by the session that pressed', async () => {
      const { login, thief, owner } = await twoBrowsers(world());
      const { hold } = await shutOut(world().deps, owner, revoke(thief.id));
      const other = await ownerOf(world(), await enter(world(), login));
      const holdId = hold?.id ?? '';
      await expect(withdrawHold(world().deps, other, holdId)).rejects.toMatchObject({ code: 'not_found' });
      await expect(confirmHold(world().deps, other, holdId)).rejects.toMatchObject({ code: 'not_found' });
      await withdrawHold(world().deps, owner, holdId);
      expect(await verified(world(), thief.token)).toBe('good');
      await expect(withdrawHold(world().deps, owner, holdId)).rejects.toMatchObject({ code: 'hold_not_open' });
    });

    it('on all others spares what asks, and signing out all others ends also what was born meanwhile', async () => {
      const { login, thief, mine, owner } = await twoBrowsers(world());
      const { hold, count } = await shutOut(world().deps, owner, { act: 'revoke_others', targetId: null });
      expect(count).toBe(1);
      const late = await enter(world(), login);
      const { token } = await reauthenticate(world().deps, owner, { password });
      await confirmHold(world().deps, await ownerOf(world(), mine), hold?.id ?? '');
      expect(await verified(world(), thief.token)).toBe('revoked');
      expect(await verified(world(), late.token)).toBe('revoked');
      expect(await verified(world(), token)).toBe('good');
    });

    it('that is settled by two at once is settled by one', async () => {
      const { mine, thief, owner } = await twoBrowsers(world());
      const { hold } = await shutOut(world().deps, owner, revoke(thief.id));
      await reauthenticate(world().deps, owner, { password });
      const proved = await ownerOf(world(), mine);
      const settled = await Promise.allSettled([
        confirmHold(world().deps, proved, hold?.id ?? ''),
        withdrawHold(world().deps, proved, hold?.id ?? ''),
      ]);
      expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('removing a device', () => {
    it.each(['remove_device', 'lose_device'] as const)('(%s) ends what it holds and forgets it', async (act) => {
      const { login } = await newPerson(world());
      const browser = await enter(world(), login);
      const mine = await enter(world(), login);
      const owner = await ownerOf(world(), mine);
      const outcome = await shutOut(world().deps, owner, { act, targetId: browser.deviceId });
      expect(outcome).toMatchObject({ outcome: 'ended', count: 1 });
      expect(await verified(world(), browser.token)).toBe('revoked');
      const { devices } = await listInventory(world().deps, owner);
      expect(devices.map(({ device }) => device.id)).toEqual([mine.deviceId]);
      const again = await enter(world(), login, visitor({ browserToken: browser.browserToken }));
      expect(again).toMatchObject({ onNewDevice: true });
      expect(again.deviceId).not.toBe(browser.deviceId);
    });
  });
});
