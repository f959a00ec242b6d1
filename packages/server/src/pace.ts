import { setTimeout } from 'node:timers/promises';

/** Time as it passes, handed in so that a test need not wait. */
export interface Timer {
  /** Milliseconds from any beginning; never set back. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export const systemTimer: Timer = { now: () => performance.now(), wait: (milliseconds) => setTimeout(milliseconds) };

/** Answers that must not tell by their time what was found out come at multiples of this, counted from the request's start. */
const stepMs = 250;

async function untilStep(timer: Timer, startedAt: number): Promise<void> {
  const passed = timer.now() - startedAt;
  await timer.wait(Math.max(1, Math.ceil(passed / stepMs)) * stepMs - passed);
}

/** Failures come at fixed steps, so that unknown, known and disabled accounts are refused alike in time, too. */
export async function paceFailures<Answer>(
  timer: Timer,
  startedAt: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    await untilStep(timer, startedAt);
    throw error;
  }
}

/** Every answer comes at fixed steps: the success itself would tell. */
export async function paceAll<Answer>(timer: Timer, startedAt: number, work: () => Promise<Answer>): Promise<Answer> {
  const answer = await paceFailures(timer, startedAt, work);
  await untilStep(timer, startedAt);
  return answer;
}
