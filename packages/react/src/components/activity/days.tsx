import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { useFormat } from '../../language/viewer.tsx';

interface DaysProps<Line> {
  readonly lines: readonly Line[];
  readonly show: (line: Line) => ReactNode;
}

const dayMs = 24 * 3_600_000;

/** Lines under the days on which they happened. */
export function Days<Line extends { readonly at: number }>({ lines, show }: DaysProps<Line>) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const days = Map.groupBy(lines, ({ at }) => format.day(at));
  const nameOf = (at: number) => {
    const day = format.day(at);
    if (day === format.day(now)) return t('time.today');
    return day === format.day(now - dayMs) ? t('time.yesterday') : format.date(at);
  };
  return [...days].map(([day, lines]) => (
    <section key={day} className="mt-5 first:mt-0">
      <h2 className="mb-2 text-sm leading-5 font-semibold text-muted">{nameOf(lines[0]?.at ?? now)}</h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface shadow-lift">{lines.map(show)}</ul>
    </section>
  ));
}
