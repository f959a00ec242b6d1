import { useHasPermission, useSessionsList } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettled } from '../lists/use-settled.ts';
import { ActiveCount } from './active-count.tsx';
import { FilterBar } from './filter-bar.tsx';
import { noPlaces, type Places } from './places.ts';
import { isNarrowed, noFilter, type SessionFilter, sessionChoices, wantedBy } from './session-filter.ts';
import { SessionsFound } from './sessions-found.tsx';
import { useAddressFilter } from './use-address-filter.ts';

const TerminationNotice = lazy(() => import('./termination-notice.tsx'));
const TerminateSheet = lazy(() => import('./terminate-sheet.tsx'));

/** Everybody's sessions: how many, which, and their ends. */
export function SessionsView() {
  const { t } = useTranslation();
  const [filter, setFilter] = useAddressFilter<SessionFilter>(noFilter, sessionChoices);
  const [places, setPlaces] = useState(noPlaces);
  const [asksAll, setAsksAll] = useState(false);
  const mayEndAll = useHasPermission('pf.sessions.terminate_org');
  const wanted = useWanted(filter, places);
  const clear = () => {
    setFilter(noFilter);
    setPlaces({ ...places, country: '' });
  };
  const active = useSessionsList(wanted).data?.pages[0]?.active ?? null;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <ActiveCount active={active} of="sessions" />
        {mayEndAll ? (
          <Button tone="plain-end" onClick={() => setAsksAll(true)}>
            {t('organization.sessions.terminateAll')}
          </Button>
        ) : null}
      </div>
      <Suspense fallback={null}>
        <TerminationNotice />
      </Suspense>
      <FilterBar filter={filter} onChange={setFilter} places={places} onPlaces={setPlaces} />
      <SessionsFound
        wanted={wanted}
        among="everybody"
        onClear={isNarrowed(filter, places) ? clear : undefined}
        only={() => t('organization.sessions.onlyYou')}
      />
      {asksAll ? (
        <Suspense fallback={null}>
          <TerminateSheet
            target={{ what: 'everything' }}
            active={active}
            onClose={() => setAsksAll(false)}
            onEnded={() => undefined}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** What the filter leaves, once whoever types has come to rest. Times count back from when the filter was set. */
function useWanted(filter: SessionFilter, places: Places) {
  const asked = useMemo(() => ({ filter, places }), [filter, places]);
  const { value, at } = useSettled(asked);
  return wantedBy(value.filter, value.places, at);
}
