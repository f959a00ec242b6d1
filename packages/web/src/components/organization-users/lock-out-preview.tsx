import { useLockOutPreview } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useTranslation } from 'react-i18next';

/** What ends if it were now. */
export function LockOutPreview({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const preview = useLockOutPreview(id);
  if (preview.data === undefined) {
    if (preview.error === null) return <Skeleton className="mt-3 h-16" />;
    return <LoadProblem error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  const { sessions, devices, grants } = preview.data;
  if (sessions + grants === 0) return <p className="mt-3 text-muted">{t('organization.lockOut.nothing')}</p>;
  return (
    <>
      <p className="mt-3 text-sm text-muted">{t('end.what')}</p>
      <ul className="mt-1 divide-y divide-line rounded-xl border border-line [&>li]:px-4 [&>li]:py-3">
        {sessions === 0 ? null : (
          <li>
            {t('organization.lockOut.sessions', {
              count: sessions,
              devices: t('organization.lockOut.devices', { count: devices }),
            })}
          </li>
        )}
        {grants === 0 ? null : <li>{t('organization.lockOut.grants', { count: grants })}</li>}
      </ul>
      <p className="mt-2 text-sm text-muted">{t('organization.lockOut.notErased')}</p>
    </>
  );
}
