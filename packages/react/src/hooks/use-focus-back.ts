import { type RefObject, useEffect, useRef } from 'react';

/** What renaming in place was begun with: when that is over, the focus is there again. */
export function useFocusBack(isNaming: boolean): RefObject<HTMLButtonElement | null> {
  const pencil = useRef<HTMLButtonElement>(null);
  const wasNaming = useRef(false);
  useEffect(() => {
    if (wasNaming.current && !isNaming) pencil.current?.focus();
    wasNaming.current = isNaming;
  }, [isNaming]);
  return pencil;
}
