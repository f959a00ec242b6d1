import {
  changePassword,
  changePolicy,
  defaultPolicy,
  finishSecondStep,
  makeRecoveryCodes,
  removeFactor,
  resetFactorsByOperator,
  switchOrganization,
} from '@rollcall/core';
import { expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { addApp, atSecondStep, type Guarded, newGuarded } from '../src/factors.ts';
import { password } from '../src/test-server.ts';
import { inEachWorld, ownerOf, verified, visitor, type World } from '../src/world.ts';
import { go, inTwo, recordOf } from '../src/world-organizations.ts';

const operator = { kind: 'operator' } as const;

/** Somebody who signed in twice with a code, and another organization of theirs, which always wants one. */
interface Robbed extends Guarded {
  readonly club: string;
  /** Of the session that a thief sits in, who has the phone, too. */
  readonly stolen: string;
}

async function robbed(world: World): Promise<Robbed> {
  const { deps, storage, clock } = world;
  const { club } = await inTwo(world);
  const person = await newGuarded(world);
  const joining = { accountId: person.accountId, organizationId: club, role: 'member', joinedAt: clock.now() } as const;
  await storage.organizations.addMember(joining);
  const stepping = await atSecondStep(world, person.login);
  const code = codeOf(person.secret, clock.now());
  const { session } = await finishSecondStep(deps, stepping, { code });
  clock.pass(1);
  return { ...person, club, stolen: session.token };
}

async function wantSecond({ deps }: World, club: string): Promise<void> {
  await changePolicy(deps, operator, club, { ...defaultPolicy, secondFactor: 'always' });
}

/** What becomes of the factor that the thief has, while sessions are kept. */
type Change = (world: World, person: Robbed) => Promise<unknown>;

const changes: readonly (readonly [string, Change, string])[] = [
  [
    'taken away by the operator',
    ({ deps }, { login }) => resetFactorsByOperator(deps, operator, login, 'keep'),
    'factor_needed',
  ],
  ['replaced by its owner', (world, { session }) => addApp(world, session), 'reauthentication_required'],
  [
    'a paper that is replaced',
    async (world, { session }) => makeRecoveryCodes(world.deps, await ownerOf(world, session)),
    'reauthentication_required',
  ],
  [
    'given with a password that is replaced',
    async (world, { session }) => {
      const newPassword = 'seven patient harbours';
      const owner = await ownerOf(world, session);
      await changePassword(world.deps, owner, { currentPassword: password, newPassword, elsewhere: 'keep' });
    },
    'reauthentication_required',
  ],
];

inEachWorld((world) => {
  it('a second factor lets a session into an organization that wants one, until factors change', async () => {
    const { stolen, club } = await robbed(world());
    await wantSecond(world(), club);
    expect(await recordOf(world(), await go(world(), stolen, club))).toMatchObject({ organizationId: club });
  });

  it.each(changes)(
    'one that was %s lets no other session in any more, and signs nobody out',
    async (_, change, code) => {
      const person = await robbed(world());
      await wantSecond(world(), person.club);
      await change(world(), person);
      await expect(go(world(), person.stolen, person.club)).rejects.toMatchObject({ code });
      expect(await verified(world(), person.stolen)).toBe('good');
      expect(await recordOf(world(), person.stolen)).toMatchObject({ assurance: 1 });
    },
  );

  it('the session that has just proved the new one goes in by it', async () => {
    const { session, club } = await robbed(world());
    await wantSecond(world(), club);
    await addApp(world(), session);
    const { token } = await switchOrganization(world().deps, await ownerOf(world(), session), visitor(), club);
    expect(await recordOf(world(), token)).toMatchObject({ organizationId: club, assurance: 2 });
  });

  it('the session that has removed the last one does not go in by what it proved before', async () => {
    const { session, accountId, club } = await robbed(world());
    const owner = await ownerOf(world(), session);
    const factors = await world().storage.factors.listOf(accountId);
    await removeFactor(world().deps, owner, factors.find(({ kind }) => kind === 'authenticator')?.id ?? '');
    await wantSecond(world(), club);
    const entry = switchOrganization(world().deps, owner, visitor(), club);
    await expect(entry).rejects.toMatchObject({ code: 'factor_needed' });
  });
});
