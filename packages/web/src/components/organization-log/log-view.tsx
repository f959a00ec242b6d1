import { useOrganizationLog } from '@rollcall/client/react';
import { Days } from '@rollcall/react/components/activity/days.tsx';
import { LogSkeleton } from '@rollcall/react/components/activity/log-skeleton.tsx';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Pages, usePages } from '../organization-sessions/use-pages.ts';
import { ChainNotice } from './chain-notice.tsx';
import { LogFilters } from './log-filters.tsx';
import { LogRow } from './log-row.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { everything, filterOf, isNarrowed, type Wanted } from './wanted.ts';

/** What happened in the organization, day by day. */
export function LogView() {
  const { timeZone } = useFormat();
  const [wanted, setWanted] = useState<Wanted>(everything);
  const narrow = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }));
  const filter = filterOf(wanted, timeZone);
  const log = useOrganizationLog(filter);
  const pages = usePages(log);
  const lines = pages.rows;
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
        <LogEnd pages={pages} isNarrowed={isNarrowed(wanted)} onClear={() => setWanted(everything)} />
        <SaveButtons filter={filter} />
      </div>
    </div>
  );
}

interface LogEndProps {
  readonly pages: Pages<unknown>;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

/** What stands below the lines: that it is searched further, more of it, or that this is all. */
function LogEnd({ pages: { rows, hasMore, showMore, isLooking }, isNarrowed, onClear }: LogEndProps) {
  const { t } = useTranslation();
  if (rows === undefined) return null;
  if (isLooking) return <output className="mt-4 block text-muted">{t('organization.sessions.looking')}</output>;
  if (hasMore) {
    return (
      <Button className="mt-4 w-full" onClick={showMore}>
        {t('common.more')}
      </Button>
    );
  }
  if (rows.length === 0) return <Nothing isNarrowed={isNarrowed} onClear={onClear} />;
  return <p className="mt-4 text-center text-sm text-muted">{t('activity.end')}</p>;
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
