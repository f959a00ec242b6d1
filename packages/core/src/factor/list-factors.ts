import type { Deps } from '../deps.ts';
import type { Factor } from './factor.ts';
import { isSecondWanted } from './wanted.ts';

/** The account's factors, oldest first, and whether it may be without. */
export async function listFactors(
  deps: Pick<Deps, 'factors' | 'organizations'>,
  accountId: string,
): Promise<{ readonly factors: readonly Factor[]; readonly isRequired: boolean }> {
  return { factors: await deps.factors.listOf(accountId), isRequired: await isSecondWanted(deps, accountId) };
}
