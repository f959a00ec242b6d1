import {
  acceptInvitation,
  createOrganization,
  type Deps,
  invite,
  joinByInvitation,
  type MailPayload,
  type Owner,
  requestPasswordReset,
  type SignedIn,
  signIn,
  switchOrganization,
  terminateAll,
} from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { password, secretOf } from '../src/test-server.ts';
import { enter, inEachWorld, newPerson, verified, visitor, type World } from '../src/world.ts';
import { go, holderOf } from '../src/world-organizations.ts';

const rounds = 4;
let made = 0;

interface Club {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  /** Whoever owns it and has that login, standing in it. */
  readonly keeper: Owner;
}

async function newClub(world: World): Promise<Club> {
  made += 1;
  const { login } = await newPerson(world);
  const { token } = await enter(world, login);
  const { id, name } = await createOrganization(world.deps, await holderOf(world, token), `Choir ${made}`);
  const keeper = await holderOf(world, await go(world, token, id));
  return { id, name, login, keeper };
}

/** The secret of an invitation into it. */
async function invited(world: World, { keeper }: Club): Promise<string> {
  made += 1;
  await invite(world.deps, keeper, { email: `joining${made}@example.org`, role: 'member' });
  const { message } = world.posted.at(-1) as MailPayload;
  return secretOf(message.url ?? '');
}

const endAll = ({ deps }: World, { name, keeper }: Club) =>
  terminateAll(deps, keeper, { organizationName: name, spares: 'nobody' });

interface Race {
  readonly ending: PromiseSettledResult<unknown>;
  /** What a verify that starts after both says of what was born, or why nothing was. */
  readonly fate: string;
}

/** How somebody comes to hold a session in the organization; returns its token. */
type Birth = (deps: Deps) => Promise<string>;

/** Everybody there is signed out at the moment at which the birth writes: as that begins, or when all is written but the commit. */
async function race(world: World, club: Club, moment: 'begun' | 'written', birth: Birth): Promise<Race> {
  let ending: Promise<unknown> | undefined;
  const endNow = () => {
    ending ??= endAll(world, club);
  };
  const [born] = await Promise.allSettled([birth({ ...world.deps, transaction: watched(world.deps, moment, endNow) })]);
  const [ended] = await Promise.allSettled([ending ?? Promise.reject(new Error('The birth wrote nothing.'))]);
  const fate =
    born.status === 'fulfilled' ? await verified(world, born.value) : String(born.reason.code ?? born.reason);
  return { ending: ended, fate };
}

/** The real transaction, which says when it is at that moment. */
function watched({ transaction }: Deps, moment: 'begun' | 'written', tell: () => void): Deps['transaction'] {
  const watching =
    (run: Deps['transaction']['together']): Deps['transaction']['together'] =>
    (work) =>
      run(async (stores) => {
        if (moment === 'begun') tell();
        const done = await work(stores);
        tell();
        return done;
      });
  return Object.assign(watching(transaction), { together: watching(transaction.together) });
}

type WayIn = (world: World, club: Club) => Promise<Birth>;

/** By a sign-in, or what makes one; each for a club that was made before. */
const bySignIn: Readonly<Record<string, WayIn>> = {
  'somebody joins with a new account': async (world, club) => {
    const joining = { ...newAccount(), link: await invited(world, club) };
    return async (deps) => tokenIn(await joinByInvitation(deps, visitor(), joining));
  },
  'a member signs in': async (world, club) => {
    const account = newAccount();
    await joinByInvitation(world.deps, visitor(), { ...account, link: await invited(world, club) });
    const input = { login: account.userName, password, lifetime: 'standard' } as const;
    return async (deps) => tokenIn(await signIn(deps, visitor(), input));
  },
};

/** By an acceptance, and from a session whose proof is older: what of it meets the ending. */
const byAcceptance: Readonly<Record<string, (world: World, deps: Deps) => readonly [accepting: Deps, going: Deps]>> = {
  'is accepted': ({ deps }, watching) => [watching, deps],
  'was accepted, and its holder goes there': ({ deps }, watching) => [deps, watching],
};

function newAccount() {
  made += 1;
  return { userName: `joining${made}`, displayName: `Joining ${made}`, password };
}

function tokenIn({ session }: SignedIn): string {
  if (session === null) throw new Error('A second factor is asked for.');
  return session.token;
}

async function accepted(world: World, club: Club, [accepting, going]: readonly [Deps, Deps]): Promise<string> {
  const { login } = await newPerson(world);
  const owner = await holderOf(world, (await enter(world, login)).token);
  await acceptInvitation(accepting, owner, await invited(world, club));
  return (await switchOrganization(going, owner, visitor(), club.id)).token;
}

inEachWorld((world) => {
  describe('inviting', () => {
    it('people without end is slowed down by account, in whichever organization of theirs', async () => {
      const club = await newClub(world());
      const { keeper } = club;
      await invited(world(), club);
      const key = { rule: 'invitation', key: keeper.accountId } as const;
      for (let times = 0; times < 200; times += 1) await world().deps.throttle.attempt([key]);
      await expect(invited(world(), club)).rejects.toMatchObject({ code: 'throttled' });
      expect(await invited(world(), await newClub(world()))).toMatch(/^rcl_/);
    });

    it('somebody often keeps them from no reset of their password', async () => {
      const club = await newClub(world());
      const { login, accountId } = await newPerson(world());
      const address = `${login}@example.org`;
      const at = { createdAt: world().clock.now(), verifiedAt: world().clock.now() };
      await world().storage.accounts.addLoginName({
        normalized: address,
        text: address,
        accountId,
        kind: 'email',
        ...at,
      });
      const asking = () => invite(world().deps, club.keeper, { email: address, role: 'member' });
      for (let times = 0; times < 6; times += 1) await asking();
      await expect(asking()).rejects.toMatchObject({ code: 'throttled' });
      await requestPasswordReset(world().deps, visitor({ address: '203.0.115.9' }), address);
      expect(world().posted.at(-1)).toMatchObject({ to: address, message: { kind: 'password_reset' } });
    });
  });

  describe.each(Object.entries(bySignIn))('everybody is signed out while %s', (_, wayIn) => {
    it('and has written all but the commit: that is out', async () => {
      for (let round = 0; round < rounds; round += 1) {
        const club = await newClub(world());
        const { ending, fate } = await race(world(), club, 'written', await wayIn(world(), club));
        expect([ending.status, fate]).toEqual(['fulfilled', 'revoked']);
      }
    });

    it('and begins to write: that is out, or was born afterwards and goes with the next ending', async () => {
      for (let round = 0; round < rounds; round += 1) {
        const club = await newClub(world());
        const birth = await wayIn(world(), club);
        let token = '';
        const { ending, fate } = await race(world(), club, 'begun', async (deps) => {
          token = await birth(deps);
          return token;
        });
        expect([ending.status, fate]).toEqual(['fulfilled', expect.stringMatching(/^(good|revoked)$/)]);
        const { token: again } = await enter(world(), club.login);
        await endAll(world(), { ...club, keeper: await holderOf(world(), await go(world(), again, club.id)) });
        expect(await verified(world(), token)).toBe('revoked');
      }
    });

    it('but comes only when that is answered: they are in', async () => {
      const club = await newClub(world());
      const birth = await wayIn(world(), club);
      await endAll(world(), club);
      expect(await verified(world(), await birth(world().deps))).toBe('good');
    });
  });

  describe.each(Object.entries(byAcceptance))('everybody is signed out while an invitation %s', (_, depsOf) => {
    it.each(['begun', 'written'] as const)(
      '(that write has %s): nobody is in with a proof from before',
      async (moment) => {
        for (let round = 0; round < rounds; round += 1) {
          const club = await newClub(world());
          const birth: Birth = (deps) => accepted(world(), club, depsOf(world(), deps));
          const { ending, fate } = await race(world(), club, moment, birth);
          expect([ending.status, fate]).toEqual([
            'fulfilled',
            expect.stringMatching(/^(reauthentication_required|revoked)$/),
          ]);
        }
      },
    );
  });
});
