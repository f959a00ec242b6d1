import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { RollcallClient } from '../create-client.ts';
import { NetworkError } from '../network-error.ts';

const ClientContext = createContext<RollcallClient | null>(null);

interface RollcallProviderProps {
  readonly client: RollcallClient;
  /** Called when this session is out, whoever ended it. What was fetched is forgotten by then. */
  readonly onSignedOut?: () => void;
  readonly children: ReactNode;
}

/** Everything below it may use the hooks. */
export function RollcallProvider({ client, onSignedOut, children }: RollcallProviderProps) {
  const [queryClient] = useState(makeQueryClient);
  useEffect(
    () =>
      client.onSignedOut(() => {
        queryClient.clear();
        onSignedOut?.();
      }),
    [client, queryClient, onSignedOut],
  );
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </ClientContext>
  );
}

export function useRollcall(): RollcallClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('Put a RollcallProvider above what uses the hooks of Rollcall.');
  return client;
}

/** An act is tried now or not at all: nobody's sign-out may wait in a queue. A refusal does not change by asking again. */
function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 30_000,
        retry: (failures, error) => error instanceof NetworkError && failures < 1,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
