import { hasCode } from '@rollcall/client';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useState } from 'react';

export type Change = ReturnType<typeof useChange>;

/** Changes ways to sign in: asks for the proof where one is missing, and tells what else went wrong. */
export function useChange() {
  const proved = useProved();
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const run = (work: () => Promise<unknown>) =>
    proved.run(async () => {
      setError(null);
      setWorking(true);
      try {
        await work();
      } catch (error) {
        if (!hasCode(error, 'reauthentication_required')) setError(error as Error);
        throw error;
      } finally {
        setWorking(false);
      }
    });
  return { run, isWorking, error, proved, forget: () => setError(null) };
}
