import { signIn } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { admit } from '../../../packages/core/src/credential/admit.ts';
import { issueSessionOn } from '../../../packages/core/src/credential/issue-session.ts';
import { shuffled } from '../chance.ts';
import { compare, type Found, interleave, type Side, spentHere } from '../measuring.ts';
import type { Place } from '../place.ts';
import { loginOf, type Population } from '../population.ts';
import { inputOf, signInDeps, visitor } from '../signing-in.ts';
import { atOnce } from './at-once.ts';
import { batchesOf, inBatches } from './batches.ts';
import { rowsOfBirth } from './rows.ts';
import type { onPostgres, Pair } from './stores.ts';

const birthsPerRound = 2_048;

/**
 * Ours is the verb `signIn`, called by 256 at once with browsers that were not known: whoever calls is answered for himself,
 * after the commit. The floor writes the same rows in transactions of the same size, and reads nothing.
 */
export const issueTogether =
  (on: typeof onPostgres) =>
  (place: Place): Promise<Found> =>
    on(place, async (pair) => {
      const sides = { ours: await issuing(pair.storage, pair.population, birthsPerRound), floor: byHand(pair) };
      await interleave(sides, 3);
      const spent = await interleave(sides, place.scale.rounds);
      return { comparison: compare(spent.ours, spent.floor), asides: [] };
    });

/** Signs so many in, 256 at a time. Their accounts are read before. */
export async function issuing(storage: Storage, population: Population, count: number): Promise<Side> {
  const accounts = shuffled([...population.accountIds.keys()], 'order of births').slice(0, count);
  const known = new Map<string, Awaited<ReturnType<Storage['accounts']['findForSignIn']>>>();
  for (const account of accounts) known.set(loginOf(account), await storage.accounts.findForSignIn(loginOf(account)));
  const deps = signInDeps(storage);
  const found = {
    ...deps,
    accounts: { ...deps.accounts, findForSignIn: async (login: string) => known.get(login) ?? null },
  };
  return atOnce(count, (index) => signIn(found, visitor, inputOf(accounts[index % accounts.length] ?? 0)));
}

/**
 * Issues as many sessions and nothing beside: the account is locked, the policy asked, and the token made for a device that is
 * known. No device is recognized, nothing noted, and nobody asks whether the account may sign in.
 */
export async function issuingAlone(storage: Storage, population: Population, count: number): Promise<Side> {
  const { organizationId } = population;
  const accounts = shuffled(population.accountIds, 'order of births alone').slice(0, count);
  const devices = new Map<string, string>();
  for (const id of accounts) devices.set(id, (await storage.devices.listOf(id))[0]?.id ?? '');
  const deps = signInDeps(storage);
  return atOnce(count, (index) => {
    const accountId = accounts[index % accounts.length] ?? '';
    const where = { accountId, organizationId, lifetime: 'standard' } as const;
    return storage.transaction.together(async (stores) => {
      if ((await stores.accounts.lock(accountId)) === null) throw new Error('An account is gone.');
      const admission = await admit(stores, deps, visitor, { ...where, replaces: [] });
      const birth = { ...where, method: 'password', assurance: 1, admission } as const;
      return issueSessionOn(devices.get(accountId) ?? null, stores, deps, visitor, birth);
    });
  });
}

function byHand({ population: { accountIds, organizationId }, byHand, sharing }: Pair): Side {
  const indexes = Array.from({ length: birthsPerRound }, (_, index) => index);
  const accounts = shuffled(accountIds, 'order of births');
  return () =>
    spentHere(birthsPerRound, () =>
      inBatches(batchesOf(indexes, sharing.members), sharing.transactions, (batch) =>
        byHand.births(batch.map((index) => rowsOfBirth(accounts[index % accounts.length] ?? '', organizationId))),
      ),
    );
}
