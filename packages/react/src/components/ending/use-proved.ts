import { hasCode, type ProofInput } from '@rollcall/client';
import { useReauthenticate } from '@rollcall/client/react';
import { useState } from 'react';

interface Waiting {
  readonly act: () => Promise<unknown>;
  readonly isWorking: boolean;
  readonly error: Error | null;
}

export type Proved = ReturnType<typeof useProved>;

/** Runs acts that may need a fresh proof: where one is missing it is asked for, and then the act runs again by itself. */
export function useProved() {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const reauthenticate = useReauthenticate();
  /** Any refusal but the missing proof is the act's own business. */
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      if (hasCode(error, 'reauthentication_required')) setWaiting({ act, isWorking: false, error: null });
    }
  };
  const prove = async (proof: ProofInput) => {
    if (waiting === null) return;
    setWaiting({ ...waiting, isWorking: true });
    try {
      await reauthenticate.mutateAsync(proof);
      setWaiting(null);
    } catch (error) {
      setWaiting({ ...waiting, isWorking: false, error: error as Error });
      return;
    }
    await run(waiting.act);
  };
  return { waiting, run, prove, close: () => setWaiting(null) };
}
