import { type Inventory, NetworkError } from '@rollcall/client';
import { useDevicesList } from '@rollcall/client/react';
import { type ReactNode, Suspense, useEffect } from 'react';
import { useOnline } from '../../hooks/use-online.ts';
import { type Ending, useEnding } from '../ending/use-ending.ts';
import { LoadProblem } from '../shell/load-problem.tsx';
import { DeviceSkeletons } from './device-skeletons.tsx';
import { EndSheet, loadLater } from './later.ts';
import { OfflineNotice } from './offline-notice.tsx';

/** The inventory, what ends things in it, and whether anything can be ended now. */
export interface InventoryParts {
  readonly inventory: Inventory;
  readonly ending: Ending;
  readonly isOffline: boolean;
}

/** Fetches the inventory, keeps the place until it is there, says when it may be out of date, and opens the sheet that ends. */
export function InventoryFrame({ children }: { readonly children: (parts: InventoryParts) => ReactNode }) {
  const isOnline = useOnline();
  const ending = useEnding();
  const { data: inventory, error, dataUpdatedAt, refetch } = useDevicesList({ of: 'me' });
  const isOffline = !isOnline || error instanceof NetworkError;
  useLaterParts(inventory !== undefined);
  return (
    <>
      {isOffline ? (
        <OfflineNotice isOnline={isOnline} checkedAt={inventory === undefined ? null : dataUpdatedAt} />
      ) : error === null ? null : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
      {inventory === undefined ? <DeviceSkeletons /> : children({ inventory, ending, isOffline })}
      {ending.open === null ? null : (
        <Suspense fallback={null}>
          <EndSheet ending={ending} />
        </Suspense>
      )}
    </>
  );
}

function useLaterParts(isReady: boolean): void {
  useEffect(() => {
    if (isReady) loadLater();
  }, [isReady]);
}
