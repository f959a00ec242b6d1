import {
  addFactor,
  beginMyAuthenticator,
  changePassword,
  confirmHold,
  createOrganization,
  createService,
  enterByHandover,
  enterHost,
  hashToken,
  type IssuedSession,
  issueServiceCredential,
  issueServiceSession,
  lockOut,
  makeHandoverLink,
  makeHostCode,
  type Owner,
  reauthenticate,
  revokeByOperator,
  type ServiceActor,
  servicePermissions,
  shutOut,
  signOut,
  withdrawHold,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf as appCodeOf } from '../src/authenticator-app.ts';
import { password, secretOf } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';

const operator = { kind: 'operator' } as const;
const host = 'wiki.example.org';
const minute = 60_000;

const codeOf = ({ deps }: World, { accountId, credentialId }: Owner, token: string) =>
  makeHostCode(deps, { accountId, credentialId, token }, { host, challenge: hashToken('nonce'), returnTo: '/' });
const arrive = ({ deps }: World, code: string | null) =>
  enterHost(deps, { host, code: code ?? '', nonce: 'nonce', address: null });

async function atHost({ clock, verifier }: World, token: string): Promise<string> {
  const verdict = await verifier.verify(token, 'session', { now: clock.now(), address: null, boundTo: host });
  return verdict.active ? 'good' : verdict.reason;
}

const proofs: Readonly<Record<string, (world: World, owner: Owner) => Promise<{ readonly token: string }>>> = {
  'the password is changed': ({ deps }, owner) =>
    changePassword(deps, owner, {
      currentPassword: password,
      newPassword: 'four loud lighthouses',
      elsewhere: 'sign_out',
    }),
  'the password is changed and others are kept': ({ deps }, owner) =>
    changePassword(deps, owner, { currentPassword: password, newPassword: 'four loud lighthouses', elsewhere: 'keep' }),
  'its holder proves again who they are': ({ deps }, owner) => reauthenticate(deps, owner, { password }),
  'a second factor is added': addAppTo,
  'the password is changed with a second factor': async (world, owner) => {
    await addAppTo(world, owner);
    return changePassword(world.deps, owner, {
      currentPassword: password,
      newPassword: 'four loud lighthouses',
      elsewhere: 'keep',
    });
  },
};

async function addAppTo({ deps, clock }: World, owner: Owner): Promise<{ readonly token: string }> {
  const { id, secret } = await beginMyAuthenticator(deps, owner);
  const code = appCodeOf(secret, clock.now());
  return addFactor(deps, owner, { kind: 'authenticator', enrolmentId: id, code, name: null });
}

interface HandedOver {
  readonly actor: ServiceActor;
  readonly from: IssuedSession;
  readonly token: string;
  readonly owner: Owner;
}

let services = 0;

/** Somebody in the pages here by a link that was made in a session of a service. */
async function somebodyHandedOver(world: World): Promise<HandedOver> {
  services += 1;
  const [{ deps, storage }, name] = [world, `Handing ${services}`];
  const { id: serviceId, organizationId } = await createService(deps, operator, {
    name,
    origins: [],
    reauthenticateUrl: null,
  });
  const made = { service: name, name: 'backend', permissions: servicePermissions, expiresAt: null };
  const { credential } = await issueServiceCredential(deps, operator, made);
  const actor = { kind: 'service', serviceId, organizationId, credentialId: credential.id } as const;
  const person = { externalId: 'ida', displayName: null, emails: null };
  const how = { lifetime: 'standard', assurance: 1, authenticatedAt: null } as const;
  const from = await issueServiceSession(deps, actor, visitor(), { ...person, ...how });
  const link = await makeHandoverLink(deps, actor, { externalId: 'ida', sessionId: from.id, returnTo: null });
  const { token } = await enterByHandover(deps, visitor(), secretOf(link.url));
  const record = await storage.credentials.findByHash(hashToken(token));
  const owner = await ownerOf(world, { ...from, id: record?.id ?? '' });
  return { actor, from, token, owner };
}

const endings: Readonly<Record<string, (world: World, handed: HandedOver) => Promise<unknown>>> = {
  'the operator': ({ deps }, { from }) => revokeByOperator(deps, operator, from.id),
  'its person, there': async (world, { from }) => signOut(world.deps, await ownerOf(world, from)),
  'its person, here': ({ deps }, { from, owner }) => shutOut(deps, owner, { act: 'revoke_session', targetId: from.id }),
};

inEachWorld((world) => {
  describe("what a copy of a session's token made", () => {
    it.each(Object.entries(proofs))('is worth nothing once %s', async (_, prove) => {
      const session = await enter(world(), (await newPerson(world())).login);
      const owner = await ownerOf(world(), session);
      const thiefs = await arrive(world(), await codeOf(world(), owner, session.token));
      const unused = await codeOf(world(), owner, session.token);
      expect(await atHost(world(), thiefs.token)).toBe('good');
      world().clock.pass(1);
      const { token } = await prove(world(), owner);
      expect(await verified(world(), session.token)).not.toBe('good');
      expect(await atHost(world(), thiefs.token)).toBe('revoked');
      await expect(arrive(world(), unused)).rejects.toMatchObject({ code: 'code_refused' });
      expect(await codeOf(world(), owner, session.token)).toBeNull();
      const again = await arrive(world(), await codeOf(world(), owner, token));
      expect(await atHost(world(), again.token)).toBe('good');
    });

    it('does not slip by at that very moment', async () => {
      const session = await enter(world(), (await newPerson(world())).login);
      const owner = await ownerOf(world(), session);
      const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(world(), owner, session.token)));
      world().clock.pass(1);
      const proof = reauthenticate(world().deps, owner, { password });
      const arrivals = Array.from({ length: 24 }, async (_, nth) => {
        await new Promise((done) => setTimeout(done, nth * 8));
        return arrive(world(), codes[nth] ?? (await codeOf(world(), owner, session.token)));
      });
      await Promise.allSettled([proof, ...arrivals]);
      await proof;
      for (const arrival of arrivals) {
        const fate = arrival.then(
          ({ token }) => atHost(world(), token),
          ({ code }) => code as string,
        );
        expect(await fate).toMatch(/^(revoked|code_refused)$/);
      }
    });
  });

  it('a session of another organization makes none at a host, though it has a code', async () => {
    const { login, accountId } = await newPerson(world());
    const { deps, storage } = world();
    await createOrganization(deps, await ownerOf(world(), await enter(world(), login)), 'Own');
    const { id: organizationId } = await storage.organizations.default();
    await lockOut(deps, { ...operator, organizationId }, accountId);
    const session = await enter(world(), login);
    const elsewhere = await ownerOf(world(), session);
    expect(elsewhere.organizationId).not.toBe(organizationId);
    const code = await codeOf(world(), elsewhere, session.token);
    await expect(arrive(world(), code)).rejects.toMatchObject({ code: 'code_refused' });
  });

  describe('a session that was handed over', () => {
    it.each(Object.entries(endings))(
      'ends with the one that it came from, where that is ended by %s',
      async (_, end) => {
        const handed = await somebodyHandedOver(world());
        expect(await verified(world(), handed.token)).toBe('good');
        await end(world(), handed);
        expect(await verified(world(), handed.from.token)).toBe('revoked');
        expect(await verified(world(), handed.token)).toBe('revoked');
      },
    );

    it('is held with the one that it came from, and ends with it when the hold is confirmed', async () => {
      const handed = await somebodyHandedOver(world());
      const { deps, clock } = world();
      const person = { externalId: 'ida', displayName: null, emails: null };
      const how = { lifetime: 'standard', assurance: 1, authenticatedAt: null } as const;
      const other = await issueServiceSession(deps, handed.actor, visitor(), { ...person, ...how });
      clock.pass(11 * minute);
      const presser = await ownerOf(world(), other);
      const press = { act: 'revoke_session', targetId: handed.from.id } as const;
      const all = [handed.from.token, handed.token];
      const states = () => Promise.all(all.map((token) => verified(world(), token)));

      const { hold } = await shutOut(deps, presser, press);
      expect(await states()).toEqual(['held', 'held']);
      // As an answer of the service writes it down.
      await deps.credentials.rotate(other.id, hashToken(other.token), clock.now(), 1);
      await confirmHold(deps, await ownerOf(world(), other), hold?.id ?? '');
      expect(await states()).toEqual(['revoked', 'revoked']);
    });

    it('may hold the one that it came from, and take that back', async () => {
      const { from, owner, token } = await somebodyHandedOver(world());
      world().clock.pass(11 * minute);
      const { hold } = await shutOut(world().deps, owner, { act: 'revoke_session', targetId: from.id });
      expect([await verified(world(), from.token), await verified(world(), token)]).toEqual(['held', 'good']);
      await withdrawHold(world().deps, owner, hold?.id ?? '');
      expect(await verified(world(), from.token)).toBe('good');
    });
  });
});
