import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, makeFormat } from '../text/format.ts';
import { isLanguage, regionOf } from './languages.ts';

const TimeZoneContext = createContext<string | null>(null);

interface ViewerProps {
  /** The account's IANA zone; `null` follows the browser. */
  readonly timeZone: string | null;
  readonly children: ReactNode;
}

export function Viewer({ timeZone, children }: ViewerProps) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** Dates, times and countries as the viewer writes them. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const wanted = useContext(TimeZoneContext);
  return useMemo(() => {
    const language = isLanguage(i18n.language) ? i18n.language : 'en';
    return makeFormat(regionOf(language, navigator.languages), wanted ?? browserTimeZone());
  }, [i18n.language, wanted]);
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
