import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { enterOrganization } from './enter-organization.ts';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';

/** While it is mounted, what ends or begins elsewhere shows here by itself. */
export function useLiveInventory(): void {
  const client = useRollcall();
  const queryClient = useQueryClient();
  useEffect(
    () =>
      client.events.subscribe((event) => {
        // Another tab may have done it; the one that did knows already.
        if (event.type === 'switched') void client.me.get().then((me) => enterOrganization(queryClient, me), ignore);
        if (event.type !== 'inventory') return;
        void queryClient.invalidateQueries({ queryKey: keys.inventory(own) });
        void queryClient.invalidateQueries({ queryKey: keys.log(own) });
      }),
    [client, queryClient],
  );
}

/** Who is signed out hears it otherwise, and what was out of reach is fetched again by and by. */
function ignore(): void {}
