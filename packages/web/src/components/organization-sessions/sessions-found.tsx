import { type OrganizationSessionsWanted, useHasPermission, useSessionsList } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { lazy, Suspense, useState } from 'react';
import { ListEnd } from '../lists/list-end.tsx';
import { ListSkeletons } from '../lists/list-skeletons.tsx';
import { usePages } from '../lists/use-pages.ts';
import type { Among } from './among.ts';
import type { EndTarget } from './end-target.ts';
import { mayChoose, SessionList } from './session-list.tsx';
import { useSelection } from './use-selection.ts';

const TerminateSheet = lazy(() => import('./terminate-sheet.tsx'));

interface SessionsFoundProps {
  readonly wanted: OrganizationSessionsWanted;
  readonly among: Among;
  /** Takes a filter back; absent where there is none. */
  readonly onClear?: (() => void) | undefined;
  readonly only: (rows: number) => string | null;
}

/** The sessions that are wanted, to be ended one by one or several at once by whoever may. */
export function SessionsFound({ wanted, among, onClear, only }: SessionsFoundProps) {
  const [target, setTarget] = useState<EndTarget | null>(null);
  const mayEnd = useHasPermission('pf.sessions.terminate');
  const sessions = useSessionsList(wanted);
  const pages = usePages(sessions);
  const selection = useSelection((pages.rows ?? []).filter(mayChoose));
  return (
    <>
      {sessions.error === null ? null : <LoadProblem error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {pages.rows === undefined ? (
        sessions.error === null && <ListSkeletons />
      ) : pages.rows.length === 0 ? null : (
        <SessionList rows={pages.rows} among={among} selection={selection} onEnd={mayEnd ? setTarget : undefined} />
      )}
      <ListEnd pages={pages} onClear={onClear} only={only} />
      {target === null ? null : (
        <Suspense fallback={null}>
          <TerminateSheet target={target} active={null} onClose={() => setTarget(null)} onEnded={selection.clear} />
        </Suspense>
      )}
    </>
  );
}
