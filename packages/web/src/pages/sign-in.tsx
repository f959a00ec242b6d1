import { useDoors, useEnding, useSignInStep } from '@rollcall/client/react';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { EndingReason } from '../components/doors/ending-reason.tsx';
import { LiftHold } from '../components/doors/lift-hold.tsx';
import { SecondStepForm } from '../components/doors/second-step-form.tsx';
import { SignInForm } from '../components/doors/sign-in-form.tsx';
import { useTitle } from '../hooks/use-title.ts';
import { isPage, returnAddress } from '../text/return-address.ts';

export default function SignInPage() {
  const { t } = useTranslation();
  useTitle(t('signIn.title'));
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const next = returnAddress(search.get('next'));
  const [isOther, setOther] = useState(false);
  const setupNeeded = useDoors().data?.setupNeeded ?? false;
  const { data: ended } = useEnding();
  const step = useSignInStep().data?.step;
  const enter = () => goOn(next, navigate);
  const isSignedIn = ended?.state === 'active';
  useEffect(() => {
    if (isSignedIn) goOn(next, navigate);
  }, [isSignedIn, navigate, next]);
  if (isSignedIn) return null;
  if (step) {
    return (
      <>
        <DoorTitle title={t('signIn.second')} />
        <SecondStepForm step={step} onEntered={enter} />
      </>
    );
  }
  if (ended?.state === 'held' && !isOther) {
    return (
      <>
        <DoorTitle title={t('signIn.title')} />
        <LiftHold held={ended} onEntered={enter} onOther={() => setOther(true)} />
      </>
    );
  }
  return (
    <>
      <DoorTitle title={t('signIn.title')} />
      {setupNeeded ? (
        <div className="mb-6">
          <Notice tone="info" title={t('signIn.setupTitle')}>
            <p>{t('signIn.setupNeeded')}</p>
          </Notice>
        </div>
      ) : null}
      {search.get('after') === 'reset' ? (
        <div className="mb-6">
          <Notice tone="calm" says="status">
            <p>{t('signIn.wasReset')}</p>
          </Notice>
        </div>
      ) : ended?.ending ? (
        <EndingReason ending={ended.ending} />
      ) : null}
      <SignInForm onEntered={enter} />
    </>
  );
}

/** What is no page of these is the server's: it brings the browser to an application. */
function goOn(next: string, navigate: (path: string, options: { replace: boolean }) => void): void {
  if (isPage(next)) navigate(next, { replace: true });
  else window.location.replace(next);
}
