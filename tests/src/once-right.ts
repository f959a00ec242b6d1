import type { World } from './world.ts';

/** Something happens just after a password was found right. */
export const onceRight = (world: World, happens: () => Promise<void>): World => ({
  ...world,
  deps: {
    ...world.deps,
    passwords: {
      ...world.deps.passwords,
      async verify(phc, given) {
        const isRight = await world.deps.passwords.verify(phc, given);
        await happens();
        return isRight;
      },
    },
  },
});
