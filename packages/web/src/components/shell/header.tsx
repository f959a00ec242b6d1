import { useMe, useSignOut } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useIsInSeveral } from '@rollcall/react/hooks/use-is-in-several.ts';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { ArrowLeft, LogOut, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { actingAddress } from '../acting/acting-address.ts';
import { OrganizationSwitch } from '../organizations/organization-switch.tsx';
import { PageLinks } from './page-links.tsx';
import { Wordmark } from './wordmark.tsx';

export function Header() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const me = useMe();
  const signOut = useSignOut();
  const isInSeveral = useIsInSeveral();
  const leave = () =>
    signOut.mutate(undefined, {
      onSuccess: () => navigate('/sign-in'),
      onError: (error) => announce(problemText(error)),
    });
  const name = me.data?.account.displayName;
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-ground">
      <div className="mx-auto flex h-16 max-w-5xl items-center gap-2 px-4 sm:px-6 lg:gap-6">
        <Wordmark />
        <PageLinks />
        <div className="ml-auto flex min-w-0 items-center gap-1">
          <OrganizationSwitch />
          {me.data?.service?.returnTo ? <BackTo {...me.data.service} returnTo={me.data.service.returnTo} /> : null}
          {me.data?.actsForOthers ? <ActingFor /> : null}
          {name === undefined ? null : (
            <span
              title={t('nav.signedInAs', { name })}
              className={`truncate text-sm text-muted ${isInSeveral ? 'sr-only' : 'max-lg:hidden'}`}
            >
              <span className="sr-only">{t('nav.signedInAs', { name: '' })}</span>
              {name}
            </span>
          )}
          <Button tone="bare" onClick={leave} isWorking={signOut.isPending} className="shrink-0">
            <LogOut size={18} aria-hidden />
            <span className={isInSeveral ? 'max-sm:sr-only' : ''}>{t('nav.signOut')}</span>
          </Button>
        </div>
      </div>
    </header>
  );
}

/** The way to those on whose behalf one may act. */
function ActingFor() {
  const { t } = useTranslation();
  const [location] = useLocation();
  const isHere = location === actingAddress();
  return (
    <Link
      href={actingAddress()}
      aria-label={t('nav.actingFor')}
      title={t('nav.actingFor')}
      aria-current={isHere ? 'page' : undefined}
      className={`inline-flex size-11 shrink-0 items-center justify-center rounded-lg transition-colors ${isHere ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-text'}`}
    >
      <UsersRound size={18} aria-hidden />
    </Link>
  );
}

interface BackToProps {
  readonly name: string;
  readonly returnTo: string;
}

/** The way back to the application that handed somebody over. */
function BackTo({ name, returnTo }: BackToProps) {
  const { t } = useTranslation();
  return (
    <a href={returnTo} className={`${buttonStyle('bare')} min-w-0`}>
      <ArrowLeft size={18} aria-hidden className="shrink-0" />
      <span className="truncate max-sm:sr-only">{t('nav.backTo', { service: name })}</span>
    </a>
  );
}
