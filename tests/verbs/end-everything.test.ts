import {
  createOrganization,
  type Deps,
  endEverythingByOperator,
  type Owner,
  signOut,
  switchOrganization,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { watching } from '../src/watching.ts';
import { enter, inEachWorld, newPerson, ownerOf, verified, visitor, type World } from '../src/world.ts';
import { go, inTwo } from '../src/world-organizations.ts';

const operator = { kind: 'operator' } as const;

async function signedIn(world: World): Promise<Owner> {
  return ownerOf(world, await enter(world, (await newPerson(world)).login));
}

const found = ({ deps }: World, owner: Owner) => createOrganization(deps, owner, 'Way out');

type Entry = PromiseSettledResult<{ readonly token: string }>;

async function settled(going: Promise<{ readonly token: string }>): Promise<Entry> {
  const [entry] = await Promise.allSettled([going]);
  return entry;
}

/** What became of going there: what a verify says of the token, or why there is none. */
async function fateOf(world: World, going: Promise<Entry> | undefined): Promise<string> {
  const entry = await going;
  if (entry === undefined) return 'nobody went';
  return entry.status === 'fulfilled' ? verified(world, entry.value.token) : String(entry.reason.code ?? entry.reason);
}

/** Says when a switch asks for its first row beside the account, or has it. */
function tellingOfLocks(deps: Deps): { readonly deps: Deps; readonly asked: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const told = watching(deps, ({ credentials, organizations }) => ({
    organizations: {
      ...organizations,
      lock(id) {
        resolve();
        return organizations.lock(id);
      },
    },
    credentials: {
      ...credentials,
      async lock(id) {
        const session = await credentials.lock(id);
        resolve();
        return session;
      },
    },
  }));
  return { deps: told, asked: promise };
}

inEachWorld((world, engine) => {
  // SQLite has one transaction at a time: there everything that begins meanwhile comes afterwards.
  const isShared = engine === 'postgres';

  describe('an organization that is founded while the operator ends everything', () => {
    it('is no way out for whoever goes there before anything has ended', async () => {
      const owner = await signedIn(world());
      let going: Promise<Entry> | undefined;
      const foundAndGo = async () => {
        const { id } = await found(world(), owner);
        return switchOrganization(world().deps, owner, visitor(), id);
      };
      const deps = watching(world().deps, ({ organizations }) => ({
        organizations: {
          ...organizations,
          async ids() {
            const ids = await organizations.ids();
            going ??= settled(foundAndGo());
            if (isShared) await going;
            return ids;
          },
        },
      }));
      await endEverythingByOperator(deps, operator);
      expect(await fateOf(world(), going)).toMatch(isShared ? /^revoked$/ : /^(not_found|revoked)$/);
    });

    it('is no way out for whoever goes there when all has ended but the commit is to come', async () => {
      const owner = await signedIn(world());
      const telling = tellingOfLocks(world().deps);
      let going: Promise<Entry> | undefined;
      const foundAndGo = async () => {
        const { id } = await found(world(), owner);
        return switchOrganization(telling.deps, owner, visitor(), id);
      };
      const deps = watching(world().deps, ({ authority }) => ({
        authority: {
          async raise(subjects) {
            going ??= settled(foundAndGo());
            if (isShared) await Promise.race([telling.asked, going]);
            return authority.raise(subjects);
          },
        },
      }));
      await endEverythingByOperator(deps, operator);
      expect(await fateOf(world(), going)).toBe('not_found');
    });
  });

  describe('going into another organization', () => {
    it('holds nobody else’s ending up: the epoch is raised when everything is written', async () => {
      const { token, club } = await inTwo(world());
      const other = await signedIn(world());
      let ending: Promise<unknown> | undefined;
      const deps = watching(world().deps, ({ log }) => ({
        log: {
          ...log,
          async append(line) {
            ending ??= signOut(world().deps, other);
            if (isShared) await ending;
            return log.append(line);
          },
        },
      }));
      const there = await go({ ...world(), deps }, token, club);
      await ending;
      expect(await verified(world(), there)).toBe('good');
      expect((await world().storage.credentials.find(other.credentialId))?.ending).toMatchObject({
        reason: 'signed_out',
      });
    });

    it('again and again is slowed down by account, and what asked goes on', async () => {
      const { token, club, home, accountId } = await inTwo(world());
      const there = await go(world(), token, club);
      const keys = [{ rule: 'switch', key: accountId }] as const;
      for (let times = 0; times < 60; times += 1) await world().deps.throttle.attempt(keys);
      await expect(go(world(), there, home)).rejects.toMatchObject({ code: 'throttled' });
      expect(await verified(world(), there)).toBe('good');
      const another = await inTwo(world());
      expect(await verified(world(), await go(world(), another.token, another.club))).toBe('good');
    });
  });
});
