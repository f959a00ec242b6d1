import type { OrganizationDevice } from '@rollcall/client';
import { type OrganizationDevicesWanted, useDevicesList, useHasPermission } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListEnd } from '../lists/list-end.tsx';
import { ListSkeletons } from '../lists/list-skeletons.tsx';
import { usePages } from '../lists/use-pages.ts';
import type { Among } from './among.ts';
import { DeviceRow } from './device-row.tsx';

const UntrustSheet = lazy(() => import('./untrust-sheet.tsx'));

interface DevicesFoundProps {
  readonly wanted: OrganizationDevicesWanted;
  readonly among: Among;
  /** Takes a filter back; absent where there is none. */
  readonly onClear?: (() => void) | undefined;
  readonly only: (rows: number) => string | null;
}

/** The devices that are wanted, to be asked for the code again by whoever may. */
export function DevicesFound({ wanted, among, onClear, only }: DevicesFoundProps) {
  const { t } = useTranslation();
  const [untrusted, setUntrusted] = useState<OrganizationDevice | null>(null);
  const mayRevoke = useHasPermission('pf.devices.revoke_trust');
  const devices = useDevicesList(wanted);
  const pages = usePages(devices);
  return (
    <>
      {devices.error === null ? null : <LoadProblem error={devices.error} onRetry={() => void devices.refetch()} />}
      {pages.rows === undefined ? (
        devices.error === null && <ListSkeletons />
      ) : pages.rows.length === 0 ? null : (
        <ul
          aria-label={t('organization.sessions.devices')}
          className="divide-y divide-line rounded-xl border border-line bg-surface shadow-lift"
        >
          {pages.rows.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              among={among}
              onUntrust={mayRevoke && device.mayEnd ? () => setUntrusted(device) : undefined}
            />
          ))}
        </ul>
      )}
      <ListEnd pages={pages} onClear={onClear} only={only} />
      {untrusted === null ? null : (
        <Suspense fallback={null}>
          <UntrustSheet device={untrusted} onClose={() => setUntrusted(null)} />
        </Suspense>
      )}
    </>
  );
}
