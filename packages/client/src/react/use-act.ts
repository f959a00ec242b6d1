import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RollcallClient } from '../create-client.ts';
import { keys } from './keys.ts';
import type { Whose } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';

/** Something that changes something. Whatever came of it, the inventory, the log and what is named are fetched again. */
export function useAct<Input, Answer>(
  of: Whose,
  act: (client: RollcallClient, input: Input) => Promise<Answer>,
  refreshes: readonly QueryKey[] = [],
): UseMutationResult<Answer, Error, Input> {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => act(client, input),
    onSettled: () => {
      for (const queryKey of [keys.inventory(of), keys.log(of), ...refreshes]) {
        void queryClient.invalidateQueries({ queryKey });
      }
    },
  });
}
