import type { Me } from '@rollcall/api';
import type { QueryClient } from '@tanstack/react-query';
import { keys } from './keys.ts';

/** What was fetched in the organization before is forgotten, and what is shown is fetched anew. */
export function enterOrganization(queryClient: QueryClient, me: Me): void {
  const before = queryClient.getQueryData<Me>(keys.me);
  queryClient.setQueryData(keys.me, me);
  if (before?.session.id === me.session.id) return;
  const kept: readonly unknown[] = [...keys.me, ...keys.doors, keys.link('')[0]];
  void queryClient.resetQueries({ predicate: ({ queryKey }) => !kept.includes(queryKey[0]) });
}
