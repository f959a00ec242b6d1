import { useRollcall } from '@rollcall/client/react';
import { useEffect, useState } from 'react';

/** Whether this session turned out to be over, and what looks whether somebody is signed in by now. */
export function useSignedOut(): { readonly isOut: boolean; readonly lookAgain: () => void } {
  const client = useRollcall();
  const [isOut, setOut] = useState(false);
  useEffect(() => client.onSignedOut(() => setOut(true)), [client]);
  return { isOut, lookAgain: () => setOut(false) };
}
