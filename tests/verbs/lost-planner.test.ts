import {
  assignRole,
  createOrganizationByOperator,
  disableAccount,
  enableAccount,
  letIn,
  listPlannedLockOuts,
  lockOut,
  lockOutDue,
  type Owner,
  planLockOut,
  type Role,
  removeMember,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { enter, inEachWorld, newPerson, type World } from '../src/world.ts';
import { go, holderOf } from '../src/world-organizations.ts';

const operator = { kind: 'operator' } as const;
const minute = 60_000;

interface Planner {
  readonly login: string;
  readonly owner: Owner;
  readonly organizationId: string;
}

async function newMember(world: World, organizationId: string, role: Role) {
  const person = await newPerson(world);
  const { accountId } = person;
  const joinedAt = world.clock.now();
  await world.storage.organizations.addMember({ accountId, organizationId, role, joinedAt });
  return person;
}

async function newPlanner(world: World): Promise<Planner> {
  const { id: organizationId } = await createOrganizationByOperator(world.deps, operator, 'House', null);
  await newMember(world, organizationId, 'owner');
  const { login } = await newMember(world, organizationId, 'administrator');
  const token = await go(world, (await enter(world, login)).token, organizationId);
  return { login, organizationId, owner: await holderOf(world, token) };
}

type Loss = (world: World, planner: Planner) => Promise<unknown>;

/** How whoever planned it comes to have no right to it. */
const losses: Readonly<Record<string, Loss>> = {
  'was given a lesser role': ({ deps }, { owner, organizationId }) =>
    assignRole(deps, { ...operator, organizationId }, owner.accountId, 'helpdesk'),
  'was removed': ({ deps }, { owner, organizationId }) =>
    removeMember(deps, { ...operator, organizationId }, owner.accountId),
  'was locked out': ({ deps }, { owner, organizationId }) =>
    lockOut(deps, { ...operator, organizationId }, owner.accountId),
  'has a disabled account': ({ deps }, { login }) => disableAccount(deps, operator, login),
};

inEachWorld((world) => {
  const planned = async () => {
    const planner = await newPlanner(world());
    const { accountId } = await newMember(world(), planner.organizationId, 'member');
    await planLockOut(world().deps, planner.owner, accountId, world().clock.now() + minute);
    return { ...planner, memberId: accountId };
  };
  const stands = async (organizationId: string) =>
    (await listPlannedLockOuts(world().deps, organizationId)).map((plan) => plan.stands);
  const lockedOutAt = async (accountId: string, organizationId: string) =>
    (await world().storage.organizations.membership(accountId, organizationId))?.lockedOutAt;

  describe.each(Object.entries(losses))('a lock-out planned by somebody who %s', (_, lose) => {
    it('is shown to stand no longer, and is given up when it falls due, which the log tells', async () => {
      const { memberId, organizationId, ...planner } = await planned();
      expect(await stands(organizationId)).toEqual([true]);
      await lose(world(), { ...planner, organizationId });
      expect(await stands(organizationId)).toEqual([false]);
      world().clock.pass(minute);
      await lockOutDue(world().deps, 100);
      expect(await lockedOutAt(memberId, organizationId)).toBeNull();
      expect(await stands(organizationId)).toEqual([]);
      const told = { events: ['lock_out.cancelled'] } as const;
      const page = { after: null, limit: 9 };
      const { rows } = await world().storage.log.pageOfOrganization(organizationId, told, page);
      expect(rows).toMatchObject([{ actorKind: 'system', details: { reason: 'beyond_own_rights', memberId } }]);
    });

    it('comes to pass where somebody who may has planned it again', async () => {
      const { memberId, organizationId, ...planner } = await planned();
      await lose(world(), { ...planner, organizationId });
      const dueAt = world().clock.now() + minute;
      await planLockOut(world().deps, { ...operator, organizationId }, memberId, dueAt);
      expect(await stands(organizationId)).toEqual([true]);
      world().clock.pass(minute);
      await lockOutDue(world().deps, 100);
      expect(await lockedOutAt(memberId, organizationId)).toEqual(expect.any(Number));
    });
  });

  it('a lock-out comes to pass where whoever planned it has the right again by then', async () => {
    const { memberId, organizationId, owner, login } = await planned();
    const keeper = { ...operator, organizationId };
    await assignRole(world().deps, keeper, owner.accountId, 'member');
    await assignRole(world().deps, keeper, owner.accountId, 'administrator');
    await lockOut(world().deps, keeper, owner.accountId);
    await letIn(world().deps, keeper, owner.accountId);
    await disableAccount(world().deps, operator, login);
    await enableAccount(world().deps, operator, login);
    world().clock.pass(minute);
    await lockOutDue(world().deps, 100);
    expect(await lockedOutAt(memberId, organizationId)).toEqual(expect.any(Number));
  });
});
