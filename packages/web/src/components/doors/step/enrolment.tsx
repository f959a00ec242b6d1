import type { SignInStep } from '@rollcall/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DoorTitle } from '../door-title.tsx';
import { FirstCodes } from './first-codes.tsx';
import { FirstFactor } from './first-factor.tsx';

interface EnrolmentProps {
  readonly step: SignInStep;
  /** There is a session, though the page stays: recovery codes are still to be kept. */
  readonly onFinished: () => void;
  readonly onEntered: () => void;
  readonly onRefused: () => void;
  readonly onLeave: () => void;
}

/** The organization wants a second factor, and there is none: the sign-in ends with the first one, and with recovery codes. */
export default function Enrolment({ step, onFinished, onEntered, onRefused, onLeave }: EnrolmentProps) {
  const { t } = useTranslation();
  const [hasFactor, setHasFactor] = useState(false);
  if (hasFactor) {
    return (
      <>
        <DoorTitle title={t('enrolment.codesTitle')} lead={t('enrolment.codesLead')} />
        <FirstCodes onDone={onEntered} />
      </>
    );
  }
  const finish = () => {
    onFinished();
    setHasFactor(true);
  };
  return (
    <>
      <DoorTitle title={t('enrolment.title')} lead={t('enrolment.lead')} />
      <FirstFactor trustDays={step.trustDays} onAdded={finish} onRefused={onRefused} onLeave={onLeave} />
    </>
  );
}
