import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
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
        if (event.type !== 'inventory') return;
        void queryClient.invalidateQueries({ queryKey: keys.inventory(own) });
        void queryClient.invalidateQueries({ queryKey: keys.log(own) });
      }),
    [client, queryClient],
  );
}
