import { type ActedFor, NetworkError } from '@rollcall/client';
import { ActingProvider } from '@rollcall/react/components/devices/acting.ts';
import { DeviceGroups } from '@rollcall/react/components/devices/device-groups.tsx';
import { OfflineNotice } from '@rollcall/react/components/devices/offline-notice.tsx';
import type { EndTarget } from '@rollcall/react/components/ending/end-target.ts';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { useOnline } from '@rollcall/react/hooks/use-online.ts';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../shell/page-title.tsx';
import type { ActingTarget } from './end-on-behalf-sheet.tsx';

const EndOnBehalfSheet = lazy(() => import('./end-on-behalf-sheet.tsx'));

interface ActingViewProps {
  readonly acted: ActedFor;
  /** What went wrong when it was last looked at. */
  readonly error: Error | null;
  readonly checkedAt: number;
  readonly onRetry: () => void;
}

/** Somebody else's devices, as their own page shows them but for what is theirs alone to say. */
export function ActingView({ acted, error, checkedAt, onRetry }: ActingViewProps) {
  const { t } = useTranslation();
  const isOnline = useOnline();
  const isOffline = !isOnline || error instanceof NetworkError;
  const [target, setTarget] = useState<ActingTarget | null>(null);
  const { displayName: name } = acted.user;
  return (
    <ActingProvider value={true}>
      <PageTitle title={t('acting.title', { name })} lead={t('acting.lead', { name })} />
      {isOffline ? (
        <OfflineNotice isOnline={isOnline} checkedAt={checkedAt} />
      ) : error === null ? null : (
        <LoadProblem error={error} onRetry={onRetry} />
      )}
      {acted.devices.length === 0 ? <p className="text-muted">{t('acting.nothing', { name })}</p> : null}
      <DeviceGroups devices={acted.devices} isOffline={isOffline} onEnd={(wanted) => setTarget(targetOf(wanted))} />
      {target === null ? null : (
        <Suspense fallback={null}>
          <EndOnBehalfSheet target={target} acted={acted} onClose={() => setTarget(null)} />
        </Suspense>
      )}
    </ActingProvider>
  );
}

/** Where an owner would remove a device, it is signed out here: it is known to others than this organization. */
function targetOf(wanted: EndTarget): ActingTarget | null {
  if (wanted.act === 'others') return null;
  return wanted.act === 'session'
    ? { what: 'session', device: wanted.device, session: wanted.session }
    : { what: 'device', device: wanted.device };
}
