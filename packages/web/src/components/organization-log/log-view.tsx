import { LogSkeleton } from '@rollcall/react/components/activity/log-skeleton.tsx';
import { lazy, Suspense } from 'react';
import { ChainNotice } from './chain-notice.tsx';
import { SaveButtons } from './save-buttons.tsx';

const LogSearch = lazy(() => import('./log-search.tsx'));

/** What happened in the organization, whether that still stands as it was written, and a copy to take along. */
export function LogView() {
  return (
    <div className="space-y-6">
      <ChainNotice />
      <Suspense fallback={<LogSkeleton />}>
        <LogSearch about={null} below={(filter) => <SaveButtons filter={filter} />} />
      </Suspense>
    </div>
  );
}
