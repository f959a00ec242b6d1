import { Suspense } from 'react';
import type { InventoryParts } from './inventory-frame.tsx';
import { Holds } from './later.ts';

/** Holds that wait for a proof; mostly there is none. */
export function OpenHolds(parts: InventoryParts) {
  if (parts.inventory.holds.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <Holds {...parts} />
    </Suspense>
  );
}
