import { hasCode } from '@rollcall/client';
import { useBeginPasskeySignIn, useSignInWithPasskey } from '@rollcall/client/react';
import { useTry } from '@rollcall/react/hooks/use-try.ts';
import { askPasskey, canOfferPasskeys, offerPasskeys, stopOffering } from '@rollcall/react/passkey/passkeys.ts';
import { useEffect, useRef } from 'react';

interface PasskeyEntranceWishes {
  /** Whether the sign-in form asks to be kept signed in. */
  readonly keepSignedIn: () => boolean;
  readonly offersPasskeys: boolean;
  readonly onEntered: () => void;
}

/** Signing in with a passkey alone: by a press, and by choosing one among what the browser fills in. */
export function usePasskeyEntrance({ keepSignedIn, offersPasskeys, onEntered }: PasskeyEntranceWishes) {
  const { mutateAsync: begin } = useBeginPasskeySignIn();
  const { mutateAsync: enter } = useSignInWithPasskey();
  const { run, isWorking, error } = useTry();
  const enterBy = async (give: typeof askPasskey) => {
    const passkey = await give(await begin());
    await enter({ passkey, keepSignedIn: keepSignedIn() });
    onEntered();
  };
  /** The newest of both, for the effect, which runs once. */
  const latest = useRef({ enterBy, run });
  useEffect(() => {
    latest.current = { enterBy, run };
  });
  useEffect(() => {
    if (!offersPasskeys) return;
    let isHere = true;
    const { enterBy, run } = latest.current;
    canOfferPasskeys()
      .then((can) => (can && isHere ? enterBy(offerPasskeys) : undefined))
      // What was chosen there and refused is told; that nothing was chosen is nothing to tell.
      .catch((error: unknown) => {
        const isRefused = hasCode(error, 'wrong_credentials', 'conflict');
        if (isHere && isRefused) void run(() => Promise.reject(error));
      });
    return () => {
      isHere = false;
      void stopOffering();
    };
  }, [offersPasskeys]);
  return { isWorking, error, press: () => run(() => enterBy(askPasskey)) };
}
