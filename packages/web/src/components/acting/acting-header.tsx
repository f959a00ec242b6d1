import { hasCode } from '@rollcall/client';
import { useActedFor } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { ArrowLeft, LogOut, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Header } from '../shell/header.tsx';
import { Wordmark } from '../shell/wordmark.tsx';

const EndOnBehalfSheet = lazy(() => import('./end-on-behalf-sheet.tsx'));

/**
 * Stands above everything for as long as one acts for somebody: for whom, and the way back. What signs out signs out the other, and
 * no link leads to one's own pages but that one. Without a grant one is oneself.
 */
export default function ActingHeader({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data, error } = useActedFor(id);
  const [asks, setAsks] = useState(false);
  if (hasCode(error, 'not_found')) return <Header />;
  const name = data?.user.displayName;
  return (
    <header className="sticky top-0 z-20">
      <div className="border-b border-line bg-ground">
        <div className="mx-auto flex h-16 max-w-5xl items-center justify-between gap-3 px-4 sm:px-6">
          <Wordmark />
          {name === undefined ? null : (
            <Button tone="bare" title={t('acting.signOut', { name })} onClick={() => setAsks(true)} className="min-w-0">
              <LogOut size={18} aria-hidden className="shrink-0" />
              <span className="truncate">{t('acting.signOut', { name })}</span>
            </Button>
          )}
        </div>
      </div>
      <div className="bg-accent text-on-accent">
        <div className="mx-auto flex min-h-12 max-w-5xl items-center gap-x-4 px-4 sm:px-6">
          <p className="flex min-w-0 grow items-center gap-2 py-2 font-semibold">
            <UsersRound size={18} aria-hidden className="shrink-0" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{t('acting.bar', { name: name ?? '…' })}</span>
          </p>
          <Link
            href="/"
            className="inline-flex min-h-11 shrink-0 items-center gap-2 font-medium underline underline-offset-4 focus-visible:outline-on-accent"
          >
            <ArrowLeft size={18} aria-hidden className="shrink-0" />
            <span className="max-sm:hidden">{t('acting.back')}</span>
            <span className="sm:hidden">{t('acting.backShort')}</span>
          </Link>
        </div>
      </div>
      {asks && data !== undefined ? (
        <Suspense fallback={null}>
          <EndOnBehalfSheet target={{ what: 'everything' }} acted={data} onClose={() => setAsks(false)} />
        </Suspense>
      ) : null}
    </header>
  );
}
