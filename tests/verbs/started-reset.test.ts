import {
  createOrganizationByOperator,
  disableAccount,
  finishSecondStep,
  type MailPayload,
  type Owner,
  type Role,
  resetPassword,
  signIn,
  startPasswordReset,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { newGuarded } from '../src/factors.ts';
import { password, secretOf } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';
import { aService, signInByService } from '../src/world-service.ts';

const minute = 60_000;
const newPassword = 'four quiet lighthouses';

async function withRole(world: World, role: Role): Promise<Owner> {
  const { login, accountId } = await newPerson(world);
  const owner = await ownerOf(world, await enter(world, login));
  await world.storage.organizations.setRole({ accountId, organizationId: owner.organizationId, role });
  return owner;
}

async function proveAddress({ storage, clock }: World, accountId: string, text: string): Promise<void> {
  const at = { createdAt: clock.now(), verifiedAt: clock.now() };
  await storage.accounts.addLoginName({ normalized: text, text, accountId, kind: 'email', ...at });
}

inEachWorld((world) => {
  /** A member with two proved addresses. */
  const reachable = async () => {
    const person = await newPerson(world());
    const email = `${person.login}@example.org`;
    await proveAddress(world(), person.accountId, email);
    world().clock.pass(1);
    await proveAddress(world(), person.accountId, `other-${email}`);
    return { ...person, email };
  };
  const mailsTo = (address: string) =>
    (world().posted as MailPayload[]).filter(({ to }) => to === address).map(({ message }) => message);

  describe('an administrator starts the reset of a password', () => {
    it('by a link to the member’s own address alone, which they have not seen', async () => {
      const keeper = await withRole(world(), 'administrator');
      const { accountId, login, email } = await reachable();
      const before = await enter(world(), login);
      const told = await startPasswordReset(world().deps, keeper, accountId);
      expect(told).toEqual({ email });
      expect(JSON.stringify(told)).not.toContain('rcl_');
      expect(await verified(world(), before.token)).toBe('good');
      const [link, ...more] = mailsTo(email);
      expect(more).toEqual([]);
      expect(link).toMatchObject({ kind: 'password_reset_by_administrator', by: expect.stringMatching(/^Person/) });
      const secret = secretOf(link?.url ?? '');
      const input = { link: secret, newPassword, everywhere: 'sign_out' } as const;
      await resetPassword(world().deps, visitor(), input);
      expect(await verified(world(), before.token)).toBe('revoked');
      await expect(resetPassword(world().deps, visitor(), input)).rejects.toMatchObject({ code: 'link_used' });
      const entered = await signIn(world().deps, visitor(), { login, password: newPassword, lifetime: 'standard' });
      expect(entered.session).not.toBeNull();
    });

    it('and its owner reads who did, in their history and at their other addresses, where there is no link', async () => {
      const keeper = await withRole(world(), 'helpdesk');
      const { accountId, email } = await reachable();
      await startPasswordReset(world().deps, keeper, accountId);
      const page = { after: null, limit: 1 };
      const { rows } = await world().storage.log.pageOf(accountId, ['password.reset_link_made'], page);
      expect(rows).toMatchObject([{ actorAccountId: keeper.accountId, organizationId: keeper.organizationId }]);
      const [notice] = mailsTo(`other-${email}`);
      expect(notice).toMatchObject({ kind: 'password_reset_started', email });
      expect(notice?.url).toBeUndefined();
    });

    it('which passes by no second factor', async () => {
      const keeper = await withRole(world(), 'administrator');
      const { accountId, login, secret } = await newGuarded(world());
      await proveAddress(world(), accountId, `${login}@example.org`);
      await startPasswordReset(world().deps, keeper, accountId);
      const link = secretOf(mailsTo(`${login}@example.org`)[0]?.url ?? '');
      await resetPassword(world().deps, visitor(), { link, newPassword: password.toUpperCase(), everywhere: 'keep' });
      const input = { login, password: password.toUpperCase(), lifetime: 'standard' } as const;
      const { session, step } = await signIn(world().deps, visitor(), input);
      expect([session, step?.factors[0]]).toEqual([null, 'authenticator']);
      const browser = visitor({ stepToken: step?.token ?? null });
      const code = codeOf(secret, world().clock.now());
      expect((await finishSecondStep(world().deps, browser, { code })).session.accountId).toBe(accountId);
    });
  });

  describe('is refused', () => {
    it('to a role without the permission, beyond one’s own rights, and next door', async () => {
      const { accountId } = await reachable();
      for (const role of ['member', 'auditor'] as const) {
        const keeper = await withRole(world(), role);
        const starting = startPasswordReset(world().deps, keeper, accountId);
        await expect(starting).rejects.toMatchObject({ code: 'beyond_own_rights' });
      }
      const boss = await withRole(world(), 'owner');
      await proveAddress(world(), boss.accountId, `boss-${boss.accountId}@example.org`);
      for (const role of ['helpdesk', 'administrator'] as const) {
        const keeper = await withRole(world(), role);
        const rising = startPasswordReset(world().deps, keeper, boss.accountId);
        await expect(rising).rejects.toMatchObject({ code: 'beyond_own_rights' });
        const elsewhere = await createOrganizationByOperator(world().deps, { kind: 'operator' }, 'Next door', null);
        const there = { ...keeper, organizationId: elsewhere.id };
        await expect(startPasswordReset(world().deps, there, accountId)).rejects.toMatchObject({ code: 'not_found' });
        const nobody = startPasswordReset(world().deps, keeper, world().deps.chance.id());
        await expect(nobody).rejects.toMatchObject({ code: 'not_found' });
      }
      expect(mailsTo(`boss-${boss.accountId}@example.org`)).toEqual([]);
    });

    it('without a fresh proof, and without mail or an address that it could go to', async () => {
      const keeper = await withRole(world(), 'administrator');
      const { accountId } = await newPerson(world());
      const start = (deps = world().deps, by = keeper) => startPasswordReset(deps, by, accountId);
      await expect(start()).rejects.toMatchObject({ code: 'no_proved_address' });
      const { length } = world().posted;
      await expect(start({ ...world().deps, canMail: false })).rejects.toMatchObject({ code: 'mail_not_configured' });
      world().clock.pass(11 * minute);
      await expect(start()).rejects.toMatchObject({ code: 'reauthentication_required' });
      expect(world().posted).toHaveLength(length);
    });

    it('for a disabled account, and for whom a service signs in', async () => {
      const { accountId, login } = await reachable();
      await disableAccount(world().deps, { kind: 'operator' }, login);
      const acme = await aService(world());
      const external = await signInByService(world(), acme, 'ida');
      const keeper = await withRole(world(), 'owner');
      const start = (id: string) => startPasswordReset(world().deps, keeper, id);
      await expect(start(accountId)).rejects.toMatchObject({ code: 'account_disabled' });
      await expect(start(external.accountId)).rejects.toMatchObject({ code: 'sign_in_elsewhere' });
    });

    it('again and again: nobody’s mailbox is filled with links', async () => {
      const keeper = await withRole(world(), 'administrator');
      const { accountId, email } = await reachable();
      for (let times = 0; times < 6; times += 1) await startPasswordReset(world().deps, keeper, accountId);
      const again = startPasswordReset(world().deps, keeper, accountId);
      await expect(again).rejects.toMatchObject({ code: 'throttled' });
      expect(mailsTo(email)).toHaveLength(6);
    });

    it('and who is refused uses up nothing of what others may ask for', async () => {
      const boss = await withRole(world(), 'owner');
      await proveAddress(world(), boss.accountId, `chief-${boss.accountId}@example.org`);
      const helpdesk = await withRole(world(), 'helpdesk');
      for (let times = 0; times < 7; times += 1) {
        const beyond = startPasswordReset(world().deps, helpdesk, boss.accountId);
        await expect(beyond).rejects.toMatchObject({ code: 'beyond_own_rights' });
      }
      await startPasswordReset(world().deps, await withRole(world(), 'owner'), boss.accountId);
      expect(mailsTo(`chief-${boss.accountId}@example.org`)).toHaveLength(1);
    });
  });
});
