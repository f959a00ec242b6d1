import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/skeleton.tsx';

/** As high as what will stand here. */
export function DeviceSkeletons() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <output className="sr-only">{t('common.loading')}</output>
      <div className="flex min-h-20 flex-col gap-3">
        <Skeleton className="h-8 w-80 max-w-full" />
        <Skeleton className="h-5 w-96 max-w-full" />
      </div>
      <Skeleton className="mt-8 h-6 w-48" />
      <div className="mt-3 space-y-3">
        {[0, 1, 2].map((card) => (
          <div key={card} className="flex gap-3 rounded-xl border border-line bg-surface p-4">
            <Skeleton className="size-11 shrink-0 rounded-lg" />
            <div className="min-w-0 grow space-y-2 py-1">
              <Skeleton className="h-5 w-44" />
              <Skeleton className="h-4 w-80 max-w-full" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
