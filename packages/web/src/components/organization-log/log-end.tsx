import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import type { Pages } from '../lists/use-pages.ts';

interface LogEndProps {
  readonly pages: Pages<unknown>;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

/** What stands below the lines: that it is searched further, more of it, or that this is all. */
export function LogEnd({ pages: { rows, hasMore, showMore, isLooking }, isNarrowed, onClear }: LogEndProps) {
  const { t } = useTranslation();
  if (rows === undefined) return null;
  if (isLooking) return <output className="mt-4 block text-muted">{t('organization.list.looking')}</output>;
  if (hasMore) {
    return (
      <Button className="mt-4 w-full" onClick={showMore}>
        {t('common.more')}
      </Button>
    );
  }
  if (rows.length === 0) return <Nothing isNarrowed={isNarrowed} onClear={onClear} />;
  return <p className="mt-4 text-center text-sm text-muted">{t('activity.end')}</p>;
}

function Nothing({ isNarrowed, onClear }: { readonly isNarrowed: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  if (!isNarrowed) return <p className="text-muted">{t('organization.log.empty')}</p>;
  return (
    <div className="rounded-xl border border-line bg-surface p-6 text-center">
      <p className="mb-3 text-muted">{t('organization.log.nothingFits')}</p>
      <Button onClick={onClear}>{t('organization.log.clear')}</Button>
    </div>
  );
}
