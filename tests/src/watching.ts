import type { Deps, Stores } from '@rollcall/core';

/** The real transactions, with some stores that say what is asked of them, so that something else can happen at that moment. */
export function watching(deps: Deps, through: (stores: Stores) => Partial<Stores>): Deps {
  const watched =
    (run: Deps['transaction']['together']): Deps['transaction']['together'] =>
    (work) =>
      run((stores) => work(Object.create(stores, Object.getOwnPropertyDescriptors(through(stores)))));
  const transaction = Object.assign(watched(deps.transaction), { together: watched(deps.transaction.together) });
  return { ...deps, transaction };
}

/** The same, where whatever begins its first transaction waits for that before it gets any lock. */
export function waitingFor(deps: Deps, meanwhile: () => Promise<unknown>): Deps {
  let waited: Promise<unknown> | undefined;
  const late =
    (run: Deps['transaction']['together']): Deps['transaction']['together'] =>
    async (work) => {
      waited ??= meanwhile();
      await waited;
      return run(work);
    };
  return { ...deps, transaction: Object.assign(late(deps.transaction), { together: late(deps.transaction.together) }) };
}
