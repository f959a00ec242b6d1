import { kindsOfPeople } from '../credential/kinds.ts';
import type { Deps } from '../deps.ts';

/** A number of things that was counted up to a bound. */
export interface CountedUp {
  readonly count: number;
  /** There are more: the count is the bound. */
  readonly isMore: boolean;
}

/** Counting further would cost a large organization more than it tells. */
const countedUpTo = 10_000;

/** On how many devices somebody is signed in there, but for so many sessions. */
export async function countDevices(
  { clock, devices }: Pick<Deps, 'clock' | 'devices'>,
  organizationId: string,
): Promise<CountedUp> {
  const { count, isMore } = await devices.countSignedIn(organizationId, clock.now(), countedUpTo);
  return { count: Math.min(count, countedUpTo), isMore };
}

/** How many sessions stand in the organization, but for so many. */
export async function countLive(
  { clock, credentials }: Pick<Deps, 'clock' | 'credentials'>,
  organizationId: string,
  without = 0,
): Promise<CountedUp> {
  const atMost = countedUpTo + without + 1;
  const counted = (await credentials.countLive(organizationId, kindsOfPeople, clock.now(), atMost)) - without;
  return { count: Math.min(Math.max(0, counted), countedUpTo), isMore: counted > countedUpTo };
}
