import {
  disableExternalAccount,
  issueServiceSession,
  removeService,
  revokeByService,
  revokeServiceCredential,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { notify } from '../../packages/core/src/account/notify.ts';
import { inEachWorld, verified, visitor, type World } from '../src/world.ts';
import { aService, signInByService as signIn } from '../src/world-service.ts';

const operator = { kind: 'operator' } as const;
const ended = { code: 'service_credential_ended' };

/** What became of a session by now, or the refusal of its birth. */
async function fateOf(world: World, birth: Promise<{ readonly token: string }>): Promise<string> {
  return birth.then(
    ({ token }) => verified(world, token),
    ({ code }) => code as string,
  );
}

inEachWorld((world) => {
  describe('what is born of a service', () => {
    it('dies with it, also what is born while it is removed', async () => {
      const acme = await aService(world());
      await signIn(world(), acme, 'known');
      const people = Array.from({ length: 24 }, (_, number) => (number % 3 === 0 ? 'known' : `new ${number}`));
      const births = people.map((person) => signIn(world(), acme, person));
      const removal = removeService(world().deps, operator, acme.name);
      await Promise.allSettled(births);
      expect(await removal).toMatchObject({ outcome: 'ended' });
      for (const birth of births) expect(await fateOf(world(), birth)).toMatch(/^(revoked|service_credential_ended)$/);
      await expect(signIn(world(), acme, 'known')).rejects.toMatchObject(ended);
    });

    it('is not born any more once the credential is ended, and what it issued before stays', async () => {
      const acme = await aService(world());
      const before = await signIn(world(), acme, 'anna');
      await revokeServiceCredential(world().deps, operator, acme.actor.credentialId);
      await expect(signIn(world(), acme, 'anna')).rejects.toMatchObject(ended);
      await expect(signIn(world(), acme, 'nobody yet')).rejects.toMatchObject(ended);
      expect(await verified(world(), before.token)).toBe('good');
    });
  });

  it('a disabled account gets no session, also where it is disabled at that moment', async () => {
    const acme = await aService(world());
    await signIn(world(), acme, 'anna');
    const births = Array.from({ length: 12 }, () => signIn(world(), acme, 'anna'));
    const disabling = disableExternalAccount(world().deps, acme.actor, 'anna');
    await Promise.allSettled(births);
    expect(await disabling).toMatchObject({ outcome: { outcome: 'ended' } });
    for (const birth of births) expect(await fateOf(world(), birth)).toMatch(/^(revoked|account_disabled)$/);
  });

  it('sessions of one moment are each issued or refused for themselves, also to people who are new', async () => {
    const acme = await aService(world());
    await signIn(world(), acme, 'gone');
    await disableExternalAccount(world().deps, acme.actor, 'gone');
    const people = Array.from({ length: 30 }, (_, number) => (number % 10 === 7 ? 'gone' : `person ${number % 20}`));
    const births = people.map((person) => signIn(world(), acme, person));
    await Promise.allSettled(births);
    for (const [number, birth] of births.entries()) {
      expect(await fateOf(world(), birth)).toBe(people[number] === 'gone' ? 'account_disabled' : 'good');
    }
  });

  it('sessions that end in one moment each have their own confirmed end', async () => {
    const acme = await aService(world());
    const sessions = await Promise.all(
      Array.from({ length: 30 }, (_, number) => signIn(world(), acme, `one of ${number % 15}`)),
    );
    const revoked = await Promise.all(sessions.map(({ id }) => revokeByService(world().deps, acme.actor, id)));
    expect(new Set(revoked.map(({ outcome }) => outcome.receipt.epoch)).size).toBe(30);
    for (const { outcome } of revoked)
      expect(outcome).toMatchObject({ count: 1, receipt: { confirmed: 1, waitedOut: [] } });
    for (const { token } of sessions) expect(await verified(world(), token)).toBe('revoked');
  });

  it('a service replaces its own sessions only', async () => {
    const [acme, rival] = [await aService(world()), await aService(world())];
    const first = await signIn(world(), acme, 'anna');
    await signIn(world(), rival, 'anna', first.token);
    expect(await verified(world(), first.token)).toBe('good');
    await signIn(world(), acme, 'anna', first.token);
    expect(await verified(world(), first.token)).toBe('revoked');
  });

  it('a service credential is verified as such, has no idle limit, and no session is taken for one', async () => {
    const acme = await aService(world());
    const session = await signIn(world(), acme, 'anna');
    const year = 365 * 86_400_000;
    const verify = async (token: string, later: number) => {
      const presented = { now: world().clock.now() + later, address: null };
      const verdict = await world().verifier.verify(token, 'service_credential', presented);
      return verdict.active ? 'good' : verdict.reason;
    };
    expect(await verify(acme.token, 0)).toBe('good');
    expect(await verify(acme.token, year)).toBe('good');
    expect(await verify(session.token, 0)).toBe('malformed');
    expect(await verified(world(), acme.token)).toBe('malformed');
  });

  it('a notice about somebody whom a service signs in goes to the addresses that it gave', async () => {
    const { deps, posted } = world();
    const { actor } = await aService(world());
    const emails = ['ada@example.org', 'ada@work.example'];
    const given = { externalId: 'ada', displayName: null, emails, authenticatedAt: null };
    const { accountId } = await issueServiceSession(deps, actor, visitor(), {
      ...given,
      lifetime: 'standard',
      assurance: 1,
    });
    const message = { kind: 'password_changed', displayName: 'Ada', at: 0 } as const;
    await deps.transaction((stores) => notify(stores, deps, { id: accountId, locale: null }, message));
    expect(posted.slice(-2)).toEqual(emails.map((to) => ({ to, locale: null, message })));
  });
});
