import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useTranslation } from 'react-i18next';

/** As high as what will stand here. */
export function ListSkeletons() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true" className="divide-y divide-line rounded-xl border border-line bg-surface">
      <output className="sr-only">{t('common.loading')}</output>
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <div key={line} className="flex gap-3 p-4">
          <Skeleton className="size-10 shrink-0 rounded-lg" />
          <div className="min-w-0 grow space-y-2 py-0.5">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-64 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
