import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import type { Pages } from './use-pages.ts';

interface ListEndProps {
  readonly pages: Pick<Pages<unknown>, 'rows' | 'hasMore' | 'showMore' | 'isLooking'>;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
  /** Told where there is a single row, or none, without any filter. */
  readonly only: string;
}

/** What stands below a list: more of it, that it is searched further, or what to make of its being empty. */
export function ListEnd({ pages: { rows, hasMore, showMore, isLooking }, isNarrowed, onClear, only }: ListEndProps) {
  const { t } = useTranslation();
  if (rows === undefined) return null;
  if (isLooking) return <output className="mt-4 block text-muted">{t('organization.sessions.looking')}</output>;
  if (hasMore) {
    return (
      <Button className="mt-4 w-full" onClick={showMore}>
        {t('common.more')}
      </Button>
    );
  }
  if (rows.length === 0 && isNarrowed) {
    return (
      <div className="rounded-xl border border-line bg-surface p-6 text-center">
        <output className="block font-medium">{t('organization.sessions.nothing')}</output>
        <Button className="mt-3" onClick={onClear}>
          {t('organization.sessions.clearFilter')}
        </Button>
      </div>
    );
  }
  return rows.length > 1 ? null : <p className="mt-4 text-muted">{only}</p>;
}
