import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/skeleton.tsx';

export function LogSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <output className="sr-only">{t('common.loading')}</output>
      <Skeleton className="mb-2 h-5 w-24" />
      <div className="divide-y divide-line rounded-xl border border-line bg-surface">
        {[0, 1, 2, 3, 4, 5].map((line) => (
          <div key={line} className="flex gap-3 px-4 py-3">
            <Skeleton className="size-8 shrink-0 rounded-lg" />
            <div className="min-w-0 grow space-y-2 py-1">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-3 w-64 max-w-full" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
