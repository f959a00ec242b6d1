import {
  acceptInvitation,
  addEmail,
  changePassword,
  createAccount,
  disableAccount,
  inspectLink,
  invite,
  listWaitingEmails,
  type MailPayload,
  makeResetLink,
  type Owner,
  reauthenticate,
  removeEmail,
  requestPasswordReset,
  resetPassword,
  shutOut,
  signIn,
  signOut,
  verifyEmail,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { password, secretOf } from '../src/test-server.ts';
import { enter, hasProof, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';
import { go, holderOf, inTwo } from '../src/world-organizations.ts';

const operator = { kind: 'operator' } as const;
const minute = 60_000;
const newPassword = 'four loud lighthouses';

const lastMail = (world: World) => world.posted.at(-1) as MailPayload;

function linkIn(mail: MailPayload): string {
  if (mail.message.url === undefined) throw new Error(`No link in ${mail.message.kind}.`);
  return secretOf(mail.message.url);
}

/** Somebody signed in whose address is proved. */
async function personWithEmail(world: World, email: string): Promise<{ login: string; owner: Owner }> {
  const { login } = await newPerson(world);
  const owner = await ownerOf(world, await enter(world, login));
  await addEmail(world.deps, owner, email);
  await verifyEmail(world.deps, visitor(), linkIn(lastMail(world)));
  return { login, owner };
}

const reset = (world: World, link: string) =>
  resetPassword(world.deps, visitor(), { link, newPassword, everywhere: 'sign_out' });

inEachWorld((world) => {
  describe('an e-mail address', () => {
    it('signs in only once its link was opened', async () => {
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      await addEmail(world().deps, owner, 'Anna@Example.org');
      await expect(enter(world(), 'anna@example.org')).rejects.toMatchObject({ code: 'wrong_credentials' });
      await verifyEmail(world().deps, visitor(), linkIn(lastMail(world())));
      const session = await enter(world(), ' ANNA@example.org ');
      expect(session.accountId).toBe(owner.accountId);
    });

    it('that another account has proved is asked for alike, and no link is mailed', async () => {
      await personWithEmail(world(), 'taken@example.org');
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      const before = world().posted.length;
      await expect(addEmail(world().deps, owner, 'taken@example.org')).resolves.toBeUndefined();
      expect(world().posted).toHaveLength(before);
    });

    it('waits in the list until its link was opened, once however often it was sent', async () => {
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      const addresses = async () => (await listWaitingEmails(world().deps, owner)).map(({ email }) => email);
      await addEmail(world().deps, owner, 'Again@Example.org');
      await addEmail(world().deps, owner, 'second@example.org');
      world().clock.pass(minute);
      await addEmail(world().deps, owner, 'again@example.org');
      expect(await addresses()).toEqual(['again@example.org', 'second@example.org']);
      await verifyEmail(world().deps, visitor(), linkIn(lastMail(world())));
      expect(await addresses()).toEqual(['second@example.org']);
      world().clock.pass(24 * 60 * minute);
      expect(await addresses()).toEqual([]);
    });

    it('that another account has proved waits like any other, so that nobody learns that it is taken', async () => {
      await personWithEmail(world(), 'known@example.org');
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      const waitsFor = async (email: string) => {
        await addEmail(world().deps, owner, email);
        const waiting = await listWaitingEmails(world().deps, owner);
        await removeEmail(world().deps, owner, email);
        return waiting.map(({ askedAt, expiresAt }) => expiresAt - askedAt);
      };
      expect(await waitsFor('known@example.org')).toEqual(await waitsFor('unknown@example.org'));
      expect(await listWaitingEmails(world().deps, owner)).toEqual([]);
    });

    it('withdrawn or removed, is proved by none of the links that were mailed before', async () => {
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      const links: string[] = [];
      for (const email of ['gone@example.org', 'GONE@example.org', 'gone@example.org']) {
        await addEmail(world().deps, owner, email);
        links.push(linkIn(lastMail(world())));
      }
      const opened = (which: number) => verifyEmail(world().deps, visitor(), links[which] ?? '');
      await opened(0);
      await removeEmail(world().deps, owner, 'gone@example.org');
      await expect(opened(1)).rejects.toMatchObject({ code: 'link_used' });
      await addEmail(world().deps, owner, 'gone@example.org');
      links.push(linkIn(lastMail(world())));
      await removeEmail(world().deps, owner, ' Gone@example.org');
      await expect(opened(3)).rejects.toMatchObject({ code: 'link_used' });
      await expect(removeEmail(world().deps, owner, 'gone@example.org')).rejects.toMatchObject({ code: 'not_found' });
    });

    it('that waits for another account is neither listed nor withdrawn by this one', async () => {
      const [one, other] = [await newPerson(world()), await newPerson(world())];
      await addEmail(world().deps, await ownerOf(world(), await enter(world(), one.login)), 'theirs@example.org');
      const link = linkIn(lastMail(world()));
      const owner = await ownerOf(world(), await enter(world(), other.login));
      expect(await listWaitingEmails(world().deps, owner)).toEqual([]);
      await expect(removeEmail(world().deps, owner, 'theirs@example.org')).rejects.toMatchObject({ code: 'not_found' });
      await verifyEmail(world().deps, visitor(), link);
    });

    it('goes to whoever opens the link first, and never links two accounts', async () => {
      const owners = [await newPerson(world()), await newPerson(world())];
      const links: string[] = [];
      for (const { login } of owners) {
        await addEmail(world().deps, await ownerOf(world(), await enter(world(), login)), 'both@example.org');
        links.push(linkIn(lastMail(world())));
      }
      await verifyEmail(world().deps, visitor(), links[1] ?? '');
      await expect(verifyEmail(world().deps, visitor(), links[0] ?? '')).rejects.toMatchObject({
        code: 'login_name_taken',
      });
      expect((await enter(world(), 'both@example.org')).accountId).toBe(owners[1]?.accountId);
    });

    it('is added and removed only with a fresh proof', async () => {
      const { owner } = await personWithEmail(world(), 'proof@example.org');
      world().clock.pass(11 * minute);
      await expect(addEmail(world().deps, owner, 'more@example.org')).rejects.toMatchObject({
        code: 'reauthentication_required',
      });
      await expect(removeEmail(world().deps, owner, 'proof@example.org')).rejects.toMatchObject({
        code: 'reauthentication_required',
      });
    });

    it('that a thief asked to add is worth nothing once the thief is out or the password is new', async () => {
      const askFrom = async (email: string) => {
        const { login } = await newPerson(world());
        const thief = await ownerOf(world(), await enter(world(), login));
        const mine = await ownerOf(world(), await enter(world(), login));
        await addEmail(world().deps, thief, email);
        return { login, mine, thief, link: linkIn(lastMail(world())) };
      };
      const ended = await askFrom('thief1@example.net');
      await shutOut(world().deps, ended.mine, { act: 'revoke_session', targetId: ended.thief.credentialId });
      const changed = await askFrom('thief2@example.net');
      await changePassword(world().deps, changed.mine, { currentPassword: password, newPassword, elsewhere: 'keep' });
      const wasReset = await askFrom('thief3@example.net');
      const { url } = await makeResetLink(world().deps, operator, wasReset.login);
      await reset(world(), secretOf(url));
      for (const { mine } of [ended, changed, wasReset]) {
        expect(await listWaitingEmails(world().deps, mine)).toEqual([]);
      }
      for (const { link } of [ended, changed, wasReset]) {
        await expect(verifyEmail(world().deps, visitor(), link)).rejects.toMatchObject({
          code: expect.stringMatching(/^link_(unknown|used)$/),
        });
      }
    });

    it('that a thief asked to add and then went into another organization is worth nothing once the thief is out', async () => {
      const { token, login, club } = await inTwo(world());
      await addEmail(world().deps, await holderOf(world(), token), 'thief4@example.net');
      const link = linkIn(lastMail(world()));
      const there = await holderOf(world(), await go(world(), token, club));
      const mine = await ownerOf(world(), await enter(world(), login));
      await shutOut(world().deps, mine, { act: 'revoke_session', targetId: there.credentialId });
      await expect(verifyEmail(world().deps, visitor(), link)).rejects.toMatchObject({ code: 'link_unknown' });
    });

    it('that one asked to add before going into another organization is proved there', async () => {
      const { token, club } = await inTwo(world());
      await addEmail(world().deps, await holderOf(world(), token), 'going@example.net');
      const link = linkIn(lastMail(world()));
      await go(world(), token, club);
      await verifyEmail(world().deps, visitor(), link);
      await expect(verifyEmail(world().deps, visitor(), link)).rejects.toMatchObject({ code: 'link_used' });
    });

    it('that a session asked for that has ended meanwhile leads into no organization', async () => {
      const { keeper, club } = await inTwo(world());
      await invite(world().deps, keeper, { email: 'late@example.net', role: 'member' });
      const link = linkIn(lastMail(world()));
      const late = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), late.login));
      await signOut(world().deps, owner);
      await expect(acceptInvitation(world().deps, owner, link)).rejects.toMatchObject({ code: 'not_found' });
      expect(await world().storage.organizations.membership(late.accountId, club)).toBeNull();
    });

    it('whose link is opened after its session ran out is proved all the same', async () => {
      const { login } = await newPerson(world());
      const session = await enter(world(), login);
      await addEmail(world().deps, await ownerOf(world(), session), 'later@example.org');
      world().clock.pass(13 * 60 * minute);
      expect(await verified(world(), session.token)).toBe('idle');
      await expect(verifyEmail(world().deps, visitor(), linkIn(lastMail(world())))).resolves.toBeUndefined();
    });

    it('is told when it is removed, and signs in no more', async () => {
      const { login, owner } = await personWithEmail(world(), 'gone@example.org');
      const fresh = await ownerOf(world(), await enter(world(), login));
      await removeEmail(world().deps, fresh, 'gone@example.org');
      expect(lastMail(world())).toMatchObject({ to: 'gone@example.org', message: { kind: 'email_removed' } });
      await expect(enter(world(), 'gone@example.org')).rejects.toMatchObject({ code: 'wrong_credentials' });
      await expect(removeEmail(world().deps, fresh, 'gone@example.org')).rejects.toMatchObject({ code: 'not_found' });
      expect(fresh.accountId).toBe(owner.accountId);
    });
  });

  describe('a reset link', () => {
    it('is mailed to the proved address, sets the password once and signs out everywhere', async () => {
      const { login } = await personWithEmail(world(), 'reset@example.org');
      const session = await enter(world(), login);
      await requestPasswordReset(world().deps, visitor({ address: '203.0.113.1' }), login);
      const mail = lastMail(world());
      expect(mail).toMatchObject({ to: 'reset@example.org', message: { kind: 'password_reset' } });
      await reset(world(), linkIn(mail));
      expect(await verified(world(), session.token)).toBe('revoked');
      await expect(reset(world(), linkIn(mail))).rejects.toMatchObject({ code: 'link_used' });
      const signedIn = signIn(world().deps, visitor(), { login, password: newPassword, lifetime: 'standard' });
      await expect(signedIn).resolves.toBeDefined();
    });

    it('that keeps sessions takes back what they had proved by the old password', async () => {
      const { login } = await newPerson(world());
      const { token } = await enter(world(), login);
      expect(await hasProof(world(), token)).toBe(true);
      const { url } = await makeResetLink(world().deps, { kind: 'operator' }, login);
      const input = { link: secretOf(url), newPassword: 'four loud lighthouses', everywhere: 'keep' } as const;
      await resetPassword(world().deps, visitor(), input);
      expect(await verified(world(), token)).toBe('good');
      expect(await hasProof(world(), token)).toBe(false);
    });

    it('is asked for alike by unknown names, and nothing is mailed', async () => {
      const before = world().posted.length;
      const asking = requestPasswordReset(world().deps, visitor({ address: '203.0.113.2' }), 'nobody@example.org');
      await expect(asking).resolves.toBeUndefined();
      expect(world().posted).toHaveLength(before);
    });

    it('that is used by 50 at once is used by one', async () => {
      const { login } = await newPerson(world());
      const { url } = await makeResetLink(world().deps, operator, login);
      const tries = await Promise.allSettled(
        Array.from({ length: 50 }, (_, index) =>
          resetPassword(world().deps, visitor({ address: `198.18.${index}.1` }), {
            link: secretOf(url),
            newPassword,
            everywhere: 'sign_out',
          }),
        ),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('asked for again does not kill the one that its owner is about to open', async () => {
      const { login } = await personWithEmail(world(), 'twice@example.org');
      await requestPasswordReset(world().deps, visitor({ address: '203.0.113.3' }), login);
      const first = linkIn(lastMail(world()));
      await requestPasswordReset(world().deps, visitor({ address: '203.0.113.4' }), login);
      const second = linkIn(lastMail(world()));
      expect(second).not.toBe(first);
      await reset(world(), first);
      await expect(reset(world(), second)).rejects.toMatchObject({ code: 'link_used' });
    });

    it('is dead for a disabled account', async () => {
      const { login } = await newPerson(world());
      const { url } = await makeResetLink(world().deps, operator, login);
      await disableAccount(world().deps, operator, login);
      await expect(reset(world(), secretOf(url))).rejects.toMatchObject({ code: 'link_used' });
    });

    it('is dead after 15 minutes and after a newer one', async () => {
      const { login } = await newPerson(world());
      const first = await makeResetLink(world().deps, operator, login);
      const second = await makeResetLink(world().deps, operator, login);
      await expect(reset(world(), secretOf(first.url))).rejects.toMatchObject({ code: 'link_used' });
      world().clock.pass(15 * minute);
      await expect(reset(world(), secretOf(second.url))).rejects.toMatchObject({ code: 'link_expired' });
      expect(await inspectLink(world().deps, secretOf(second.url), null)).toMatchObject({
        state: 'expired',
        accountName: null,
      });
    });

    it('stays usable after a password that is refused', async () => {
      const { login } = await newPerson(world());
      const { url } = await makeResetLink(world().deps, operator, login);
      const weak = { link: secretOf(url), newPassword: 'password', everywhere: 'sign_out' } as const;
      await expect(resetPassword(world().deps, visitor(), weak)).rejects.toMatchObject({ code: 'password_too_common' });
      await expect(reset(world(), secretOf(url))).resolves.toBeUndefined();
    });

    it('of one purpose does nothing else', async () => {
      const { login } = await newPerson(world());
      const { url } = await makeResetLink(world().deps, operator, login);
      await expect(verifyEmail(world().deps, visitor(), secretOf(url))).rejects.toMatchObject({ code: 'link_unknown' });
    });
  });

  describe('an account made by the operator', () => {
    it('has no password until its owner opens the link, which proves the address too', async () => {
      const { link } = await createAccount(world().deps, operator, {
        userName: 'berit',
        displayName: 'Berit Å',
        email: 'berit@example.org',
        role: 'member',
      });
      await expect(enter(world(), 'berit')).rejects.toMatchObject({ code: 'wrong_credentials' });
      expect(linkIn(lastMail(world()))).not.toBe(secretOf(link.url));
      await reset(world(), linkIn(lastMail(world())));
      await expect(reset(world(), secretOf(link.url))).rejects.toMatchObject({ code: 'link_used' });
      const { session } = await signIn(world().deps, visitor(), {
        login: 'berit@example.org',
        password: newPassword,
        lifetime: 'standard',
      });
      expect(await verified(world(), session?.token ?? '')).toBe('good');
    });

    it('whose link was handed over has not proved its address', async () => {
      const { link } = await createAccount(world().deps, operator, {
        userName: 'disa',
        displayName: 'Disa',
        email: 'disa@example.org',
        role: 'member',
      });
      await reset(world(), secretOf(link.url));
      await expect(
        signIn(world().deps, visitor(), { login: 'disa@example.org', password: newPassword, lifetime: 'standard' }),
      ).rejects.toMatchObject({ code: 'wrong_credentials' });
    });

    it('needs a free name', async () => {
      const { login } = await newPerson(world());
      const making = createAccount(world().deps, operator, {
        userName: login.toUpperCase(),
        displayName: 'Twin',
        email: null,
        role: 'member',
      });
      await expect(making).rejects.toMatchObject({ code: 'login_name_taken', facts: { field: 'userName' } });
    });
  });

  describe('a proof', () => {
    it('by guessing is slowed down', async () => {
      const { login } = await newPerson(world());
      const owner = await ownerOf(world(), await enter(world(), login));
      const guesses = Array.from({ length: 15 }, () =>
        reauthenticate(world().deps, owner, { password: 'a guess' }).catch(({ code }) => code as string),
      );
      expect(await Promise.all(guesses)).toContain('throttled');
    });
  });
});
