import { type Hold, hasCode, type Outcome, type ProofInput } from '@rollcall/client';
import {
  useConfirmHold,
  useReauthenticate,
  useRemoveDevice,
  useSignOut,
  useTerminateAllSessions,
  useTerminateSession,
  useWithdrawHold,
} from '@rollcall/client/react';
import { useState } from 'react';
import type { EndTarget } from './end-target.ts';

/**
 * Where an ending stands. The first press holds; a proof makes it final. With a fresh proof it is final at once, and while
 * another hold is open the proof comes first.
 */
export type EndStage =
  | { readonly at: 'ask' }
  | { readonly at: 'prove-first' }
  | { readonly at: 'held'; readonly hold: Hold }
  | { readonly at: 'done'; readonly outcome: Outcome };

interface Open {
  readonly target: EndTarget;
  readonly stage: EndStage;
  readonly isWorking: boolean;
  readonly error: Error | null;
}

export type Ending = ReturnType<typeof useEnding>;

const own = { of: 'me' } as const;

export function useEnding() {
  const [open, setOpen] = useState<Open | null>(null);
  const act = useEndAct();
  const reauthenticate = useReauthenticate();
  const confirm = useConfirmHold(own);
  const withdraw = useWithdrawHold(own);

  /** Runs a step of the ending and shows where it led, or what went wrong. */
  const step = async (target: EndTarget, stage: EndStage, work: () => Promise<EndStage | null>) => {
    setOpen({ target, stage, isWorking: true, error: null });
    try {
      const next = await work();
      setOpen(next === null ? null : { target, stage: next, isWorking: false, error: null });
      return true;
    } catch (error) {
      const isProofMissing = hasCode(error, 'reauthentication_required');
      setOpen({
        target,
        stage: isProofMissing ? { at: 'prove-first' } : stage,
        isWorking: false,
        error: isProofMissing ? null : (error as Error),
      });
      return false;
    }
  };
  const press = (target: EndTarget, stage: EndStage = { at: 'ask' }) =>
    step(target, stage, async () => stageOf(await act(target)));

  return {
    open,
    ask: (target: EndTarget) => setOpen({ target, stage: { at: 'ask' }, isWorking: false, error: null }),
    press,
    /** Comes back to a hold that was left open. */
    resume: (target: EndTarget, hold: Hold) =>
      setOpen({ target, stage: { at: 'held', hold }, isWorking: false, error: null }),
    prove: (proof: ProofInput) => {
      if (open === null) return;
      const { target, stage } = open;
      return step(target, stage, async () => {
        await reauthenticate.mutateAsync(proof);
        return stageOf(stage.at === 'held' ? await confirm.mutateAsync(stage.hold.id) : await act(target));
      });
    },
    /** Resolves to whether it was taken back. */
    takeBack: async (target: EndTarget, hold: Hold) =>
      step(target, { at: 'held', hold }, async () => {
        await withdraw.mutateAsync(hold.id);
        return null;
      }),
    close: () => setOpen(null),
  };
}

function stageOf(outcome: Outcome): EndStage {
  const { hold } = outcome;
  return outcome.outcome === 'held' && hold !== null ? { at: 'held', hold } : { at: 'done', outcome };
}

/** The one call that each sort of ending makes. */
function useEndAct(): (target: EndTarget) => Promise<Outcome> {
  const terminate = useTerminateSession(own);
  const terminateOthers = useTerminateAllSessions(own);
  const remove = useRemoveDevice(own);
  const signOut = useSignOut();
  return (target) => {
    switch (target.act) {
      case 'session':
        return terminate.mutateAsync(target.session.id);
      case 'others':
        return terminateOthers.mutateAsync(undefined);
      case 'this':
        return signOut.mutateAsync();
      default:
        return remove.mutateAsync({ id: target.device.id, as: target.act });
    }
  };
}
