import { signIn } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { chance, shuffled } from './chance.ts';
import { compare, type Found, interleave, type Side, spentHere } from './measuring.ts';
import type { File, Place } from './place.ts';
import type { Population } from './population.ts';
import { inputOf, signInDeps, visitor } from './signing-in.ts';

const signInsPerRound = 100;
const { address, userAgent, client } = visitor;

/**
 * Ours is the whole verb `signIn` with a browser that was not known: it reads the account and its generations, and
 * writes device, credential, session and a line of the log in one transaction. Only hashing the password (13 ms by
 * intent) and counting tries are left out. The floor writes the same rows and reads nothing.
 */
export async function createSession(place: Place): Promise<Found> {
  return place.withStores('verified', async ({ population, storage, file }) => {
    const accounts = shuffled([...population.accountIds.keys()], 'order of signing in').slice(0, signInsPerRound);
    const sides = { ours: ourSide(storage, accounts), floor: floorSide(file, population, accounts) };
    await interleave(sides, 2);
    const spent = await interleave(sides, place.scale.rounds);
    return { comparison: compare(spent.ours, spent.floor), asides: [] };
  });
}

function ourSide(storage: Storage, accounts: readonly number[]): Side {
  const deps = signInDeps(storage);
  return () =>
    spentHere(accounts.length, async () => {
      for (const account of accounts) await signIn(deps, visitor, inputOf(account));
    });
}

function floorSide(file: File, { accountIds, organizationId }: Population, accounts: readonly number[]): Side {
  const device = file.prepare(
    `insert into device (id, account_id, browser_hash, client_type, browser_name, browser_version, system_name,
      system_version, model, first_seen_at, last_sign_in_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const credential = file.prepare(
    `insert into credential (id, kind, token_hash, account_id, organization_id, device_id, lifetime, assurance,
      issued_at, authenticated_at, last_used_at, first_address, last_address, account_generation, organization_generation)
      values (?, 'session', ?, ?, ?, ?, 'standard', 1, ?, ?, ?, ?, ?, 0, 0)`,
  );
  const session = file.prepare(
    `insert into session (credential_id, method, user_agent, client_type, browser_name, browser_version, system_name,
      system_version, model) values (?, 'password', ?, ?, ?, ?, ?, ?, ?)`,
  );
  const log = file.prepare(
    `insert into log (id, at, event, account_id, organization_id, actor_kind, actor_account_id, actor_device_id,
      credential_id, device_id, address, details)
      values (?, ?, 'sign_in.succeeded', ?, ?, 'account', ?, ?, ?, ?, ?, '{"newDevice":true}')`,
  );
  const { type, browserName, browserVersion, systemName, systemVersion, model } = client;
  const described = [type, browserName, browserVersion, systemName, systemVersion, model];
  const signInByHand = file.transaction((accountId: string) => {
    const now = Date.now();
    const deviceId = chance.id();
    const id = chance.id();
    device.run(deviceId, accountId, chance.bytes(32), ...described, now, now);
    credential.run(id, chance.bytes(32), accountId, organizationId, deviceId, now, now, now, address, address);
    session.run(id, userAgent, ...described);
    log.run(chance.id(), now, accountId, organizationId, accountId, deviceId, id, deviceId, address);
  });
  return () =>
    spentHere(accounts.length, () => {
      for (const account of accounts) signInByHand(accountIds[account] as string);
    });
}
