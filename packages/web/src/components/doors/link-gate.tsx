import { hasCode, type LinkState } from '@rollcall/client';
import { useLink } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import type { ReactNode } from 'react';
import { DeadLink, whyDead } from './dead-link.tsx';

interface LinkGateProps {
  readonly secret: string | null;
  readonly purpose: LinkState['purpose'];
  /** What to do when the link is no good. */
  readonly nextStep: ReactNode;
  /** What stands behind the link while it is good. */
  readonly children: (link: LinkState, secret: string) => ReactNode;
}

/** Looks at a link before anything is done with it: showing must not use it up, mail programs open links by themselves. */
export function LinkGate({ secret, purpose, nextStep, children }: LinkGateProps) {
  const { data: link, error, refetch } = useLink(secret);
  if (secret === null) return <DeadLink reason={{ is: 'missing' }}>{nextStep}</DeadLink>;
  if (hasCode(error, 'not_found', 'invalid_request')) return <DeadLink reason={{ is: 'unknown' }}>{nextStep}</DeadLink>;
  if (error !== null) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  if (link === undefined) return <Skeleton className="h-48" />;
  const reason = whyDead(link, purpose);
  return reason === null ? children(link, secret) : <DeadLink reason={reason}>{nextStep}</DeadLink>;
}
