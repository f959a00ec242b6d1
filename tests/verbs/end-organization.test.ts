import { endEverythingByOperator, type Owner, terminateAll } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { inEachWorld, verified, type World } from '../src/world.ts';
import { go, holderOf, inTwo } from '../src/world-organizations.ts';

const rounds = 6;

/** Two who own one organization and stand in it. */
async function twoOwners(world: World): Promise<readonly [Owner, Owner]> {
  const { token, club, keeper } = await inTwo(world, 'owner');
  return [keeper, await holderOf(world, await go(world, token, club))];
}

async function signEverybodyOut({ deps, storage }: World, owner: Owner): Promise<string> {
  const organization = await storage.organizations.find(owner.organizationId);
  const wanted = { organizationName: organization?.name ?? '', spares: 'nobody' } as const;
  return terminateAll(deps, owner, wanted).then(
    () => 'done',
    (failed) => String(failed.code ?? failed),
  );
}

/** Whoever was signed out by the other before acting is told what they would be told on the next request. */
const inTime = expect.stringMatching(/^(done|not_found)$/);

inEachWorld((world) => {
  describe('everything of an organization ends', () => {
    it('by two at once, one after the other', async () => {
      for (let round = 0; round < rounds; round += 1) {
        const owners = await twoOwners(world());
        const told = await Promise.all(owners.map((owner) => signEverybodyOut(world(), owner)));
        expect(told).toEqual([inTime, inTime]);
        expect(told).toContain('done');
      }
    });

    it('while the operator ends everything there is, and neither waits for the other for ever', async () => {
      for (let round = 0; round < rounds; round += 1) {
        const { token, club, keeper } = await inTwo(world());
        const inClub = await go(world(), token, club);
        const [told] = await Promise.all([
          signEverybodyOut(world(), keeper),
          endEverythingByOperator(world().deps, { kind: 'operator' }),
        ]);
        expect(told).toEqual(inTime);
        expect(await verified(world(), inClub)).toBe('revoked');
      }
    });
  });
});
