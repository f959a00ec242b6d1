import { useSignInStep } from '@rollcall/client/react';
import { useEffect, useState } from 'react';

/**
 * The step that the sign-in of this browser waits for. It may end before it is done: by itself after ten minutes, and by too
 * many wrong answers. The server is asked then, whose clock it is.
 */
export function useOpenStep() {
  const { data, refetch, isFetched } = useSignInStep();
  const [seen, setSeen] = useState<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const found = data?.step ?? null;
  const expiresAt = found?.expiresAt ?? null;
  if (expiresAt !== null && expiresAt !== seen) setSeen(expiresAt);
  useEffect(() => {
    if (expiresAt === null) return;
    const timer = setTimeout(() => void refetch(), Math.max(0, expiresAt - Date.now()));
    return () => clearTimeout(timer);
  }, [expiresAt, refetch]);
  return {
    step: expiresAt !== null && expiresAt === left ? null : found,
    /** Whether it is known what the sign-in waits for. */
    isKnown: isFetched,
    /** There was a step, and it was not finished. */
    hasEnded: isFetched && expiresAt === null && seen !== null,
    check: () => void refetch(),
    /** Somebody wants to begin anew. */
    leave: () => setLeft(expiresAt),
  };
}
