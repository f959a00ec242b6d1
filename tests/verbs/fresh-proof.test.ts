import {
  addEmail,
  assignRole,
  cancelLockOut,
  changePolicy,
  confirmHold,
  createOrganization,
  type Deps,
  endOnBehalf,
  type IssuedSession,
  invite,
  leaveOrganization,
  letIn,
  lockOut,
  makeGrant,
  type Owner,
  planLockOut,
  reauthenticate,
  removeEmail,
  removeMember,
  renameOrganization,
  resetFactorsOfMember,
  revokeTrust,
  shutOut,
  startPasswordReset,
  terminateAll,
  terminateSessions,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { addApp } from '../src/factors.ts';
import { password } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, type World } from '../src/world.ts';

const minute = 60_000;

/** What becomes of a session between the beginning of its request and the transaction, and how it is refused then. */
const losses = [
  ['been ended', 'not_found'],
  ['lost its proof', 'reauthentication_required'],
] as const;
type Loss = (typeof losses)[number][0];

/** An owner of the organization, in a session whose request has begun with a fresh proof, and in the one that takes it back. */
async function atWork(world: World): Promise<{ readonly mine: IssuedSession; readonly thief: Owner }> {
  const { login, accountId } = await newPerson(world);
  const mine = await enter(world, login);
  const thief = await ownerOf(world, await enter(world, login));
  await world.storage.organizations.setRole({ accountId, organizationId: thief.organizationId, role: 'owner' });
  return { mine, thief };
}

async function lose(world: World, what: Loss, mine: IssuedSession, thief: Owner): Promise<void> {
  if (what === 'lost its proof') return void (await addApp(world, mine));
  const owner = await ownerOf(world, mine);
  await shutOut(world.deps, owner, { act: 'revoke_session', targetId: thief.credentialId });
}

type Act = (
  deps: Deps,
  thief: Owner,
  about: { readonly accountId: string; readonly session: IssuedSession },
) => unknown;

/** Everything that needs a fresh proof, but for the factors, which have tests of their own. */
const acts: Readonly<Record<string, Act>> = {
  'adds an e-mail address': (deps, thief) => addEmail(deps, thief, 'thief@example.org'),
  'removes an e-mail address': (deps, thief) => removeEmail(deps, thief, 'mine@example.org'),
  'changes the policy': (deps, thief) => changePolicy(deps, thief, thief.organizationId, { historyDays: 30 }),
  'makes an organization': (deps, thief) => createOrganization(deps, thief, 'Thieves'),
  'renames the organization': (deps, thief) => renameOrganization(deps, thief, 'Thieves'),
  'leaves an organization': (deps, thief) => leaveOrganization(deps, thief, thief.organizationId),
  invites: (deps, thief) => invite(deps, thief, { email: 'thief@example.org', role: 'owner' }),
  'gives a role': (deps, thief, { accountId }) => assignRole(deps, thief, accountId, 'owner'),
  'removes a member': (deps, thief, { accountId }) => removeMember(deps, thief, accountId),
  'locks out': (deps, thief, { accountId }) => lockOut(deps, thief, accountId),
  'plans to lock out': (deps, thief, { accountId }) => planLockOut(deps, thief, accountId, deps.clock.now() + minute),
  'takes a plan back': (deps, thief, { accountId }) => cancelLockOut(deps, thief, accountId),
  'lets in': (deps, thief, { accountId }) => letIn(deps, thief, accountId),
  'takes second factors away': (deps, thief, { accountId }) => resetFactorsOfMember(deps, thief, accountId, 'sign_out'),
  'starts a reset': (deps, thief, { accountId }) => startPasswordReset(deps, thief, accountId),
  'makes a grant': (deps, thief, { accountId }) =>
    makeGrant(deps, thief, { accountId, holderId: thief.accountId, expiresAt: null }),
  'acts on somebody’s behalf': async (deps, { organizationId, ...thief }, { accountId }) => {
    const grant = { id: deps.chance.id(), organizationId, accountId, holderId: thief.accountId, byAccountId: null };
    await deps.grants.put({ ...grant, createdAt: deps.clock.now(), expiresAt: null });
    return endOnBehalf(deps, { organizationId, ...thief }, accountId, { act: 'everything', targetId: null });
  },
  'terminates all sessions': async (deps, thief) => {
    const { name = '' } = (await deps.organizations.find(thief.organizationId)) ?? {};
    return terminateAll(deps, thief, { organizationName: name, spares: 'nobody' });
  },
  'terminates sessions': (deps, thief, { session }) => terminateSessions(deps, thief, [session.id]),
  'revokes trust': (deps, thief, { session }) => revokeTrust(deps, thief, session.deviceId),
};

inEachWorld((world) => {
  describe.each(losses)('a session that has %s since its request began', (what, code) => {
    it.each(Object.entries(acts))('is refused where it %s', async (_, act) => {
      const { mine, thief } = await atWork(world());
      const { login, accountId } = await newPerson(world());
      const member = await enter(world(), login);
      const { organizationId } = thief;
      const { organizations, trusts } = world().storage;
      await trusts.insert(trustIn(world(), member));
      const state = async () => ({
        member: await organizations.findMember(accountId, organizationId),
        organizations: await organizations.ids(),
        trusts: await trusts.listOf(accountId),
      });
      const before = await state();
      await lose(world(), what, mine, thief);
      const acting = act(world().deps, thief, { accountId, session: member });
      await expect(acting).rejects.toMatchObject({ code });
      expect(await state()).toEqual(before);
      expect(await verified(world(), member.token)).toBe('good');
    });

    it('does not make a hold final', async () => {
      const { mine, thief } = await atWork(world());
      const held = await enter(world(), await loginOf(world(), thief));
      world().clock.pass(11 * minute);
      const { hold } = await shutOut(world().deps, thief, { act: 'revoke_session', targetId: held.id });
      await reauthenticate(world().deps, thief, { password });
      await reauthenticate(world().deps, await ownerOf(world(), mine), { password });
      const proved = { ...thief, authenticatedAt: world().clock.now() };
      await lose(world(), what, mine, thief);
      await expect(confirmHold(world().deps, proved, hold?.id ?? '')).rejects.toMatchObject({ code });
      expect(await verified(world(), held.token)).toBe('held');
    });
  });

  describe('shutting out from a session', () => {
    it('that has lost its proof since its request began only holds', async () => {
      const { mine, thief } = await atWork(world());
      const other = await enter(world(), await loginOf(world(), thief));
      await lose(world(), 'lost its proof', mine, thief);
      const outcome = await shutOut(world().deps, thief, { act: 'revoke_session', targetId: other.id });
      expect(outcome).toMatchObject({ outcome: 'held', count: 1 });
    });

    it('that has been ended since its request began shuts out nothing, and may end itself again', async () => {
      const { mine, thief } = await atWork(world());
      await lose(world(), 'been ended', mine, thief);
      const shutting = shutOut(world().deps, thief, { act: 'revoke_others', targetId: null });
      await expect(shutting).rejects.toMatchObject({ code: 'not_found' });
      expect(await verified(world(), mine.token)).toBe('good');
      const itself = { act: 'revoke_session', targetId: thief.credentialId } as const;
      expect(await shutOut(world().deps, thief, itself)).toMatchObject({ outcome: 'ended', count: 0 });
    });
  });

  describe('two who act on each other at once', () => {
    it('both get an answer', async () => {
      const [one, other] = [await atWork(world()), await atWork(world())];
      const answers = await Promise.allSettled([
        terminateSessions(world().deps, one.thief, [other.thief.credentialId]),
        terminateSessions(world().deps, other.thief, [one.thief.credentialId]),
      ]);
      const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
      // Whoever came second had been ended by then.
      expect(refusals).toEqual(['not_found']);
    });
  });
});

async function loginOf(world: World, { accountId }: Owner): Promise<string> {
  const [name] = await world.storage.accounts.loginNames(accountId);
  return name?.text ?? '';
}

function trustIn({ deps: { chance, clock } }: World, { accountId, deviceId, organizationId }: IssuedSession) {
  const tokenHash = chance.bytes(32);
  const grantedAt = clock.now();
  const id = chance.id();
  return { id, deviceId, accountId, organizationId, tokenHash, previousHash: null, rotatedAt: grantedAt, grantedAt };
}
