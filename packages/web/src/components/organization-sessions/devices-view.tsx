import type { OrganizationDevice } from '@rollcall/client';
import { useDevicesList, useHasPermission } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceRow } from './device-row.tsx';
import { ListEnd } from './list-end.tsx';
import { ListSkeletons } from './list-skeletons.tsx';
import { SearchField } from './search-field.tsx';
import { usePages } from './use-pages.ts';
import { useSettled } from './use-settled.ts';

const UntrustSheet = lazy(() => import('./untrust-sheet.tsx'));

/** Everybody's devices that hold something in the organization. */
export function OrganizationDevicesView() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [untrusted, setUntrusted] = useState<OrganizationDevice | null>(null);
  const mayRevoke = useHasPermission('pf.devices.revoke_trust');
  const { value: search } = useSettled(text.trim());
  const devices = useDevicesList(search === '' ? {} : { search });
  const pages = usePages(devices);
  return (
    <>
      <div className="mb-4">
        <SearchField label={t('organization.sessions.search')} text={text} onChange={setText} />
      </div>
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
              onUntrust={mayRevoke && device.mayEnd ? () => setUntrusted(device) : undefined}
            />
          ))}
        </ul>
      )}
      <ListEnd
        pages={pages}
        isNarrowed={text.trim() !== ''}
        onClear={() => setText('')}
        only={t('organization.sessions.onlyYourDevice')}
      />
      {untrusted === null ? null : (
        <Suspense fallback={null}>
          <UntrustSheet device={untrusted} onClose={() => setUntrusted(null)} />
        </Suspense>
      )}
    </>
  );
}
