import { useQuery } from '@tanstack/react-query';
import type { OnBehalf } from '../acting-for.ts';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/**
 * Somebody on whose behalf one may act, with what they hold in this organization. It looks again by itself: that the grant has ended
 * is told by the problem `not_found`.
 */
export function useActedFor(id: string) {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.actedFor(id),
    queryFn: () => client.actingFor.get(id),
    refetchInterval: refreshMs(),
  });
}

/** Ends one session of theirs, what one device holds, or everything; in this organization. */
export function useEndOnBehalf(id: string) {
  return useAct(own, (client, what: OnBehalf) => client.actingFor.end(id, what), [keys.actedFor(id)]);
}
