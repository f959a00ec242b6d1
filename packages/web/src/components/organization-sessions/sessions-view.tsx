import { useHasPermission, useSessionsList } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveCount } from './active-count.tsx';
import type { EndTarget } from './end-target.ts';
import { FilterBar } from './filter-bar.tsx';
import { ListEnd } from './list-end.tsx';
import { ListSkeletons } from './list-skeletons.tsx';
import { isNarrowed, noFilter, type SessionFilter, wantedBy } from './session-filter.ts';
import { mayChoose, SessionList } from './session-list.tsx';
import { TerminationNotice } from './termination-notice.tsx';
import { usePages } from './use-pages.ts';
import { useSelection } from './use-selection.ts';
import { useSettled } from './use-settled.ts';

const TerminateSheet = lazy(() => import('./terminate-sheet.tsx'));

/** Everybody's sessions: how many, which, and their ends. */
export function SessionsView() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(noFilter);
  const [target, setTarget] = useState<EndTarget | null>(null);
  const mayEnd = useHasPermission('pf.sessions.terminate');
  const mayEndAll = useHasPermission('pf.sessions.terminate_org');
  const sessions = useFiltered(filter);
  const pages = usePages(sessions);
  const selection = useSelection((pages.rows ?? []).filter(mayChoose));
  const active = sessions.data?.pages[0]?.active ?? null;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <ActiveCount active={active} />
        {mayEndAll ? (
          <Button tone="plain-end" onClick={() => setTarget({ what: 'everything' })}>
            {t('organization.sessions.terminateAll')}
          </Button>
        ) : null}
      </div>
      <TerminationNotice />
      <FilterBar filter={filter} onChange={setFilter} />
      {sessions.error === null ? null : <LoadProblem error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {pages.rows === undefined ? (
        sessions.error === null && <ListSkeletons />
      ) : pages.rows.length === 0 ? null : (
        <SessionList rows={pages.rows} selection={selection} onEnd={mayEnd ? setTarget : undefined} />
      )}
      <ListEnd
        pages={pages}
        isNarrowed={isNarrowed(filter)}
        onClear={() => setFilter({ ...noFilter, showsPlaces: filter.showsPlaces })}
        only={t('organization.sessions.onlyYou')}
      />
      {target === null ? null : (
        <Suspense fallback={null}>
          <TerminateSheet target={target} active={active} onClose={() => setTarget(null)} onEnded={selection.clear} />
        </Suspense>
      )}
    </>
  );
}

/** What the filter leaves, once whoever types has come to rest. Times count back from when the filter was set. */
function useFiltered(filter: SessionFilter) {
  const { value, at } = useSettled(filter);
  return useSessionsList(wantedBy(value, at));
}
