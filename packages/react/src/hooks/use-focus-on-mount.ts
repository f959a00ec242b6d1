import { type RefObject, useEffect, useRef } from 'react';

/** Puts the focus on an element when it appears: what a press brought forth is where the hands are. */
export function useFocusOnMount<Target extends HTMLElement>(): RefObject<Target | null> {
  const ref = useRef<Target>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
