import type { LogGroup } from '@rollcall/client';
import { useLog } from '@rollcall/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { LoadProblem } from '../shell/load-problem.tsx';
import { Days } from './days.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { GroupFilter } from './group-filter.tsx';
import { LogLine } from './log-line.tsx';
import { LogSkeleton } from './log-skeleton.tsx';
import { SafetyAdvice } from './safety-advice.tsx';

/** Sign-ins and everything that was changed, with what to do about it beside. */
export function ActivityView() {
  const { t } = useTranslation();
  const [group, setGroup] = useState<LogGroup>();
  const log = useLog({ of: 'me', group });
  const lines = log.data?.pages.flatMap(({ rows }) => rows);
  return (
    <div className="@container">
      <div className="grid gap-8 @4xl:grid-cols-[1fr_320px]">
        <div className="min-w-0">
          <div className="-ml-3 pb-4">
            <GroupFilter group={group} onChange={setGroup} />
          </div>
          {log.error === null ? null : <LoadProblem error={log.error} onRetry={() => void log.refetch()} />}
          {lines === undefined ? (
            <LogSkeleton />
          ) : (
            <Days lines={lines} show={(line) => <LogLine key={line.id} line={line} />} />
          )}
          {lines?.length === 0 ? <p className="text-muted">{t('activity.empty')}</p> : null}
          {log.hasNextPage ? (
            <Button className="mt-4 w-full" isWorking={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {t('common.more')}
            </Button>
          ) : lines !== undefined && lines.length > 0 ? (
            <p className="mt-4 text-center text-sm text-muted">{t('activity.end')}</p>
          ) : null}
          <ExportButtons />
        </div>
        <SafetyAdvice />
      </div>
    </div>
  );
}
