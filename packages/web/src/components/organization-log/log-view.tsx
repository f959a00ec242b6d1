import { useOrganizationLog } from '@rollcall/client/react';
import { Days } from '@rollcall/react/components/activity/days.tsx';
import { LogSkeleton } from '@rollcall/react/components/activity/log-skeleton.tsx';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChainNotice } from './chain-notice.tsx';
import { LogFilters } from './log-filters.tsx';
import { LogRow } from './log-row.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { everything, filterOf, isNarrowed, type Wanted } from './wanted.ts';

/** What happened in the organization, day by day. */
export function LogView() {
  const { t } = useTranslation();
  const { timeZone } = useFormat();
  const [wanted, setWanted] = useState<Wanted>(everything);
  const narrow = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }));
  const filter = filterOf(wanted, timeZone);
  const log = useOrganizationLog(filter);
  const lines = log.data?.pages.flatMap(({ rows }) => rows);
  return (
    <div className="space-y-6">
      <ChainNotice />
      <div>
        <LogFilters wanted={wanted} onChange={narrow} />
        {log.error === null ? null : <LoadProblem error={log.error} onRetry={() => void log.refetch()} />}
        {lines === undefined ? (
          log.error === null ? (
            <LogSkeleton />
          ) : null
        ) : (
          <Days lines={lines} show={(line) => <LogRow key={line.id} line={line} onNarrow={narrow} />} />
        )}
        {lines?.length === 0 ? <Nothing isNarrowed={isNarrowed(wanted)} onClear={() => setWanted(everything)} /> : null}
        {log.hasNextPage ? (
          <Button className="mt-4 w-full" isWorking={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('common.more')}
          </Button>
        ) : lines !== undefined && lines.length > 0 ? (
          <p className="mt-4 text-center text-sm text-muted">{t('activity.end')}</p>
        ) : null}
        <SaveButtons filter={filter} />
      </div>
    </div>
  );
}

function Nothing({ isNarrowed, onClear }: { readonly isNarrowed: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  if (!isNarrowed) return <p className="text-muted">{t('organization.log.empty')}</p>;
  return (
    <div className="rounded-xl border border-line bg-surface p-6 text-center">
      <p className="mb-3 text-muted">{t('organization.log.nothingFits')}</p>
      <Button onClick={onClear}>{t('organization.log.clear')}</Button>
    </div>
  );
}
