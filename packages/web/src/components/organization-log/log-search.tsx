import { type OrganizationLogFilter, useOrganizationLog } from '@rollcall/client/react';
import { Days } from '@rollcall/react/components/activity/days.tsx';
import { LogSkeleton } from '@rollcall/react/components/activity/log-skeleton.tsx';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { type ReactNode, useState } from 'react';
import { usePages } from '../lists/use-pages.ts';
import { LogEnd } from './log-end.tsx';
import { LogFilters } from './log-filters.tsx';
import { LogRow } from './log-row.tsx';
import { everything, filterOf, isNarrowed, type Person, type Wanted } from './wanted.ts';

interface LogSearchProps {
  /** Whom all of it is about; `null`: anybody. */
  readonly about: Person | null;
  /** What stands below, made for what is looked for. */
  readonly below?: (filter: OrganizationLogFilter) => ReactNode;
}

/** What happened, day by day, and what narrows it. */
export default function LogSearch({ about, below }: LogSearchProps) {
  const { timeZone } = useFormat();
  const whole: Wanted = { ...everything, member: about };
  const [wanted, setWanted] = useState(whole);
  const narrow = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }));
  const filter = filterOf(wanted, timeZone);
  const log = useOrganizationLog(filter);
  const pages = usePages(log);
  const lines = pages.rows;
  const chosen = { ...wanted, member: about === null ? wanted.member : null };
  return (
    <div>
      <LogFilters wanted={chosen} onChange={narrow} />
      {log.error === null ? null : <LoadProblem error={log.error} onRetry={() => void log.refetch()} />}
      {lines === undefined ? (
        log.error === null ? (
          <LogSkeleton />
        ) : null
      ) : (
        <Days lines={lines} show={(line) => <LogRow key={line.id} line={line} onNarrow={narrow} />} />
      )}
      <LogEnd pages={pages} isNarrowed={isNarrowed(chosen)} onClear={() => setWanted(whole)} />
      {below?.(filter)}
    </div>
  );
}
