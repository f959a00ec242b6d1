import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import type { Pages } from './use-pages.ts';

interface ListEndProps {
  readonly pages: Pick<Pages<unknown>, 'rows' | 'hasMore' | 'showMore' | 'isLooking'>;
  /** Takes a filter back; absent where nothing is narrowed. */
  readonly onClear?: (() => void) | undefined;
  /** What the button for more of it says. */
  readonly more?: string;
  /** What is told where there is a single row, or none, without any filter. */
  readonly only: (rows: number) => string | null;
}

/** What stands below a list: more of it, that it is searched further, or what to make of its being empty. */
export function ListEnd({ pages: { rows, hasMore, showMore, isLooking }, onClear, more, only }: ListEndProps) {
  const { t } = useTranslation();
  if (rows === undefined) return null;
  if (isLooking) return <output className="mt-4 block text-muted">{t('organization.list.looking')}</output>;
  if (hasMore) {
    return (
      <Button className="mt-4 w-full" onClick={showMore}>
        {more ?? t('common.more')}
      </Button>
    );
  }
  if (onClear !== undefined) {
    return rows.length > 0 ? null : (
      <div className="rounded-xl border border-line bg-surface p-6 text-center">
        <output className="block font-medium">{t('organization.list.nothing')}</output>
        <Button className="mt-3" onClick={onClear}>
          {t('organization.list.clearFilter')}
        </Button>
      </div>
    );
  }
  const says = rows.length > 1 ? null : only(rows.length);
  return says === null ? null : <p className="mt-4 text-muted">{says}</p>;
}
