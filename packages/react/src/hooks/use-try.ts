import { useState } from 'react';

/** Runs something of several steps, once at a time: whether it is still at it, and what went wrong. */
export function useTry() {
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const run = async (work: () => Promise<unknown>) => {
    if (isWorking) return;
    setWorking(true);
    setError(null);
    try {
      await work();
    } catch (error) {
      setError(error as Error);
    } finally {
      setWorking(false);
    }
  };
  return { isWorking, error, run, forget: () => setError(null) };
}
