import {
  createOrganization,
  hashToken,
  type Owner,
  type Role,
  type SessionRecord,
  switchOrganization,
  type Visitor,
} from '@rollcall/core';
import { enter, newPerson, ownerOf, visitor, type World } from './world.ts';

/** Somebody who is signed in to the default organization, and in another one too, which somebody else owns. */
export interface InTwo {
  readonly login: string;
  readonly accountId: string;
  readonly token: string;
  readonly home: string;
  readonly club: string;
  /** Whoever owns the other one, who stands in it. */
  readonly keeper: Owner;
}

let made = 0;

export async function inTwo(world: World, role: Role = 'member'): Promise<InTwo> {
  made += 1;
  const { deps, storage } = world;
  const founder = await newPerson(world);
  const founding = await ownerOf(world, await enter(world, founder.login));
  const club = await createOrganization(deps, founding, `Club ${made}`);
  const keeper = await holderOf(world, await go(world, await tokenOf(world, founder.login), club.id));
  const person = await newPerson(world);
  const joinedAt = deps.clock.now();
  await storage.organizations.addMember({ accountId: person.accountId, organizationId: club.id, role, joinedAt });
  const { id: home } = await storage.organizations.default();
  const token = await tokenOf(world, person.login);
  // What is ended from now on is ended after that proof.
  world.clock.pass(1);
  return { ...person, token, home, club: club.id, keeper };
}

async function tokenOf(world: World, login: string): Promise<string> {
  return (await enter(world, login)).token;
}

export async function recordOf({ storage }: World, token: string): Promise<SessionRecord> {
  const record = await storage.credentials.findByHash(hashToken(token));
  if (record === null) throw new Error('There is no such session.');
  return record;
}

/** The holder of that token acting, as authentication would hand it to a verb. */
export async function holderOf(world: World, token: string): Promise<Owner> {
  return ownerOf(world, await recordOf(world, token));
}

/** Goes from the session with that token into another organization; returns the token of the session there. */
export async function go(
  world: World,
  token: string,
  organizationId: string,
  from: Visitor = visitor(),
): Promise<string> {
  return (await switchOrganization(world.deps, await holderOf(world, token), from, organizationId)).token;
}
