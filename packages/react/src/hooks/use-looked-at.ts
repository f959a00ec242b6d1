import type { Inventory } from '@rollcall/client';
import { useNoteLook } from '@rollcall/client/react';
import { useEffect, useState } from 'react';
import { topSentence } from '../text/top-sentence.ts';

/**
 * Notes the look once per visit, when there is nothing to ask; a question stays until it is answered. Returns when the owner
 * looked before this visit, which is what the page speaks of.
 */
export function useLookedAt(inventory: Inventory | undefined): number | null {
  const noteLook = useNoteLook();
  const [before, setBefore] = useState<number | null | undefined>(undefined);
  if (before === undefined && inventory !== undefined) setBefore(inventory.lastLookedAt);
  const says = inventory === undefined ? null : topSentence(inventory).says;
  const isCalm = says === 'only-this' || says === 'count';
  const { mutate, isIdle } = noteLook;
  useEffect(() => {
    if (isCalm && isIdle) mutate();
  }, [isCalm, isIdle, mutate]);
  return before ?? null;
}
