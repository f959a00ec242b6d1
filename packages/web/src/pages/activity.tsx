import type { LogGroup } from '@rollcall/client';
import { useLog } from '@rollcall/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportLinks } from '../components/activity/export-links.tsx';
import { GroupFilter } from '../components/activity/group-filter.tsx';
import { LogList } from '../components/activity/log-list.tsx';
import { LogSkeleton } from '../components/activity/log-skeleton.tsx';
import { SafetyAdvice } from '../components/activity/safety-advice.tsx';
import { LoadProblem } from '../components/shell/load-problem.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';
import { Button } from '../ui/button.tsx';

/** Sign-ins and everything that was changed. */
export default function ActivityPage() {
  const { t } = useTranslation();
  const [group, setGroup] = useState<LogGroup>();
  const log = useLog({ of: 'me', group });
  const lines = log.data?.pages.flatMap(({ rows }) => rows);
  return (
    <>
      <PageTitle title={t('activity.title')} lead={t('activity.lead')} />
      <div className="grid gap-8 lg:grid-cols-[1fr_320px]">
        <div className="min-w-0">
          <div className="-ml-3 pb-4">
            <GroupFilter group={group} onChange={setGroup} />
          </div>
          {log.error === null ? null : <LoadProblem error={log.error} onRetry={() => void log.refetch()} />}
          {lines === undefined ? <LogSkeleton /> : <LogList lines={lines} />}
          {lines?.length === 0 ? <p className="text-muted">{t('activity.empty')}</p> : null}
          {log.hasNextPage ? (
            <Button className="mt-4 w-full" isWorking={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {t('common.more')}
            </Button>
          ) : lines !== undefined && lines.length > 0 ? (
            <p className="mt-4 text-center text-sm text-muted">{t('activity.end')}</p>
          ) : null}
          <ExportLinks />
        </div>
        <SafetyAdvice />
      </div>
    </>
  );
}
