import type { AnswerOf } from '@rollcall/api';
import { count, safe } from './output.ts';

type Outcome = AnswerOf<'POST /operator/sessions/:id/revocation'>;
type Terminated = AnswerOf<'POST /operator/termination'>;

/** What ended, and what the promise rests on that nothing accepts it any more. */
export function receiptSentence({ count: ended, receipt }: Pick<Outcome, 'count' | 'receipt'>): string {
  return ended === 0 ? 'No session was live, so there was nothing to end.' : `${out(ended)} ${confirmation(receipt)}`;
}

/** The same of everybody in an organization, who may be too many to be counted. */
export function terminatedSentence({ ended, receipt }: Terminated): string {
  if (ended.isMore) return `All sessions are out, ${countedUp(ended)}. ${confirmation(receipt)}`;
  return receiptSentence({ count: ended.count, receipt });
}

/** Sessions that were counted up to a bound. */
export function countedUp({ count: ended, isMore }: Terminated['ended']): string {
  return isMore ? `more than ${ended} sessions` : count(ended, 'session', 'sessions');
}

function out(ended: number): string {
  return ended === 1 ? 'It is out.' : `All ${ended} sessions are out.`;
}

/** What the promise rests on. */
export function confirmation({ confirmed, waitedOut, milliseconds }: Outcome['receipt']): string {
  const inTime = `in ${Math.max(1, Math.round(milliseconds))} ms`;
  if (waitedOut.length > 0) {
    const names = waitedOut.map(safe).join(', ');
    return `${count(confirmed, 'verifier', 'verifiers')} confirmed ${inTime}. Not heard from: ${names}; what they remember has run out.`;
  }
  if (confirmed === 0) return 'No server is running, so none had to confirm.';
  return `${count(confirmed, 'verifier', 'verifiers')} confirmed ${inTime}.`;
}
