import type { EndingAnswer } from '@rollcall/client';
import { useDoors, useEnding } from '@rollcall/client/react';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { EndingReason } from '../components/doors/ending-reason.tsx';
import { SignInForm } from '../components/doors/sign-in-form.tsx';
import { useOpenStep } from '../hooks/use-open-step.ts';
import { useTitle } from '../hooks/use-title.ts';
import { isPage, returnAddress } from '../text/return-address.ts';

/** Most people see the form alone. */
const LiftHold = lazy(() => import('../components/doors/lift-hold.tsx'));
const SecondStep = lazy(() => import('../components/doors/step/second-step.tsx'));
const Enrolment = lazy(() => import('../components/doors/step/enrolment.tsx'));

export default function SignInPage() {
  const { t } = useTranslation();
  useTitle(t('signIn.title'));
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const next = returnAddress(search.get('next'));
  const [isOther, setOther] = useState(false);
  const { data: ended } = useEnding();
  const open = useOpenStep();
  const [enrolling, setEnrolling] = useState<typeof open.step>(null);
  const enter = () => goOn(next, navigate);
  const isSignedIn = ended?.state === 'active' && enrolling === null;
  useEffect(() => {
    if (isSignedIn) goOn(next, navigate);
  }, [isSignedIn, navigate, next]);
  if (isSignedIn) return null;
  const step = enrolling ?? open.step;
  const doings = { onEntered: enter, onRefused: open.check, onLeave: open.leave };
  if (step?.purpose === 'enrolment') {
    return (
      <Suspense fallback={<Skeleton className="h-96" />}>
        <Enrolment step={step} {...doings} onFinished={() => setEnrolling(step)} />
      </Suspense>
    );
  }
  if (step !== null) {
    return (
      <Suspense fallback={<Skeleton className="h-96" />}>
        <SecondStep step={step} {...doings} />
      </Suspense>
    );
  }
  if (ended?.state === 'held' && !isOther) {
    return (
      <>
        <DoorTitle title={t('signIn.title')} />
        <Suspense fallback={<Skeleton className="h-72" />}>
          <LiftHold held={ended} onEntered={enter} onOther={() => setOther(true)} />
        </Suspense>
      </>
    );
  }
  return (
    <>
      <DoorTitle title={t('signIn.title')} />
      <WhatCameBefore hasStepEnded={open.hasEnded} wasReset={search.get('after') === 'reset'} ended={ended} />
      <SignInForm offersPasskeys={open.isKnown} onEntered={enter} />
    </>
  );
}

interface WhatCameBeforeProps {
  readonly hasStepEnded: boolean;
  readonly wasReset: boolean;
  readonly ended: EndingAnswer | undefined;
}

/** Why one stands here: one reason at most, the nearest one. */
function WhatCameBefore({ hasStepEnded, wasReset, ended }: WhatCameBeforeProps) {
  const { t } = useTranslation();
  const setupNeeded = useDoors().data?.setupNeeded ?? false;
  if (setupNeeded) {
    return (
      <div className="mb-6">
        <Notice tone="info" title={t('signIn.setupTitle')}>
          <p>{t('signIn.setupNeeded')}</p>
        </Notice>
      </div>
    );
  }
  if (hasStepEnded || wasReset) {
    return (
      <div className="mb-6">
        <Notice tone={hasStepEnded ? 'look' : 'calm'} says="status">
          <p>{t(hasStepEnded ? 'secondStep.ended' : 'signIn.wasReset')}</p>
        </Notice>
      </div>
    );
  }
  return ended?.ending ? <EndingReason ending={ended.ending} /> : null;
}

/** What is no page of these is the server's: it brings the browser to an application. */
function goOn(next: string, navigate: (path: string, options: { replace: boolean }) => void): void {
  if (isPage(next)) navigate(next, { replace: true });
  else window.location.replace(next);
}
