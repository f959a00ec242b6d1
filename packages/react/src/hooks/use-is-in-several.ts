import { useMe } from '@rollcall/client/react';

/** Whether the account can stand in more than one organization: only then is it worth saying which. */
export function useIsInSeveral(): boolean {
  return (useMe().data?.organizations.length ?? 0) > 1;
}
