import { useSessionsList } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import { ActiveCount } from './active-count.tsx';
import { SessionLine } from './session-line.tsx';
import { SessionSkeletons } from './session-skeletons.tsx';

export function SessionsView() {
  const { t } = useTranslation();
  const sessions = useSessionsList();
  const rows = sessions.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <ActiveCount active={sessions.data?.pages[0]?.active ?? null} />
      {sessions.error === null ? null : <LoadProblem error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {rows === undefined ? (
        sessions.error === null ? (
          <SessionSkeletons />
        ) : null
      ) : (
        <ul
          aria-label={t('organization.sessions.list')}
          className="divide-y divide-line rounded-xl border border-line bg-surface shadow-lift"
        >
          {rows.map((session) => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
      )}
      {sessions.hasNextPage ? (
        <Button
          className="mt-4 w-full"
          aria-disabled={sessions.isFetchingNextPage || undefined}
          onClick={() => void sessions.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}
