import type { BodyOf } from '@rollcall/api';
import { type UseMutationResult, useQuery } from '@tanstack/react-query';
import type { Outcome, TerminatedAll, TerminationProgress } from '../types.ts';
import { keys } from './keys.ts';
import { type OfOrganization, type Own, ofOrganization } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

type Wish = BodyOf<'POST /v1/organization/termination'>;

/** Signs everybody in the current organization out, once its name is typed; or one's own everywhere but here. */
export function useTerminateAllSessions(of: Own): UseMutationResult<Outcome, Error, void>;
export function useTerminateAllSessions(of?: OfOrganization): UseMutationResult<TerminatedAll, Error, Wish>;
export function useTerminateAllSessions(of: Own | OfOrganization = ofOrganization) {
  const isOwn = of.of === 'me';
  return useAct(
    isOwn ? of : ofOrganization,
    ({ sessions, organizationSessions }, wish: Wish | undefined): Promise<Outcome | TerminatedAll> =>
      wish === undefined ? sessions.terminateOthers() : organizationSessions.terminateAll(wish),
  ) as UseMutationResult<Outcome, Error, void> & UseMutationResult<TerminatedAll, Error, Wish>;
}

const progressMs = 1_000;
/** Longer than telling takes; what is not done by then was given up. */
const longestMs = 24 * 3_600_000;

/** How far members have been told that everybody was signed out; followed while that goes on. */
export function useTerminationProgress() {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.termination,
    queryFn: client.organizationSessions.progress,
    refetchInterval: ({ state }) => (isGoingOn(state.data?.termination) ? progressMs : false),
  });
}

/** Whether members are still being told. */
function isGoingOn(termination: TerminationProgress['termination'] | undefined): boolean {
  if (termination === null || termination === undefined) return false;
  return termination.finishedAt === null && Date.now() < termination.at + longestMs;
}
