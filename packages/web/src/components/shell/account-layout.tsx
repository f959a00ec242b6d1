import { useLiveInventory, useMe } from '@rollcall/client/react';
import { Announcer } from '@rollcall/react/components/shell/announcer.tsx';
import { PlacesCredit } from '@rollcall/react/components/shell/places-credit.tsx';
import { isLanguage } from '@rollcall/react/language/languages.ts';
import { Viewer } from '@rollcall/react/language/viewer.tsx';
import { SheetPlaceProvider } from '@rollcall/react/ui/sheet-place.ts';
import { Fragment, lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { chooseLanguage } from '../../language/start-language.ts';
import { actedForAt } from '../acting/acting-address.ts';
import { Header } from './header.tsx';

const ActingHeader = lazy(() => import('../acting/acting-header.tsx'));

/** What stands around every page of an account. */
export function AccountLayout({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const actedFor = actedForAt(location);
  const me = useMe().data;
  const account = me?.account;
  const visit = useVisit(me?.organization.id);
  useLiveInventory();
  useLanguageOf(account?.locale);
  const main = useFocusOnArrival();
  const sheetPlace = useMemo(() => ({ home: main }), [main]);
  return (
    <Viewer timeZone={account?.timeZone ?? null}>
      <Announcer>
        <a
          href="#main"
          className="sr-only z-60 rounded-lg bg-accent px-4 py-3 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {t('app.skip')}
        </a>
        {actedFor === null ? (
          <Header />
        ) : (
          <Suspense fallback={<div className="h-28" />}>
            <ActingHeader key={actedFor} id={actedFor} />
          </Suspense>
        )}
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className="mx-auto max-w-5xl px-4 pt-6 pb-10 focus:outline-none sm:px-6 sm:pt-10"
        >
          <SheetPlaceProvider value={sheetPlace}>
            <Fragment key={visit}>{children}</Fragment>
          </SheetPlaceProvider>
        </main>
        <footer className="mx-auto max-w-5xl px-4 pb-28 sm:px-6 lg:pb-12">
          <PlacesCredit />
        </footer>
      </Announcer>
    </Viewer>
  );
}

/**
 * Another number in another organization: what a page was about begins anew there, and so does what its address asked for. That it is
 * not known for a moment changes nothing.
 */
function useVisit(organizationId: string | undefined): number {
  const [visit, setVisit] = useState({ organizationId, number: 0 });
  if (organizationId !== undefined && organizationId !== visit.organizationId) {
    setVisit({ organizationId, number: visit.number + (visit.organizationId === undefined ? 0 : 1) });
  }
  const [, navigate] = useLocation();
  useEffect(() => {
    if (visit.number > 0) navigate(window.location.pathname, { replace: true });
  }, [visit.number, navigate]);
  return visit.number;
}

/** The account's own language, once it is known. */
function useLanguageOf(locale: string | null | undefined): void {
  useEffect(() => {
    if (locale !== undefined) void chooseLanguage(isLanguage(locale) ? locale : null);
  }, [locale]);
}

/** Going to another page puts the reading and tabbing position at its start, as loading a page does. */
function useFocusOnArrival() {
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const last = useRef(location);
  useEffect(() => {
    if (last.current === location) return;
    last.current = location;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);
  return main;
}
