import type { EndingAnswer } from '@rollcall/client';
import { useAskToLift, useLiftByService } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLinkSecret } from '../../hooks/use-link-secret.ts';
import { FormProblem } from './form-problem.tsx';

interface LiftByServiceProps {
  readonly service: NonNullable<EndingAnswer['service']>;
  readonly onEntered: () => void;
}

/** Leads to the service that signs the account in, and lifts the hold when it sends its answer and the person back here. */
export function LiftByService({ service: { name, proves }, onEntered }: LiftByServiceProps) {
  const { t } = useTranslation();
  const ask = useAskToLift();
  const lift = useLifting(onEntered);
  const leave = () => ask.mutate(undefined, { onSuccess: ({ url }) => window.location.assign(url) });
  return (
    <>
      <p>{t(proves ? 'signIn.liftLeadService' : 'proof.nowhere', { service: name })}</p>
      <FormProblem error={ask.error ?? lift.error} />
      {proves ? (
        <Button
          tone="accent"
          className="w-full"
          isWorking={ask.isPending || ask.isSuccess || lift.isPending}
          onClick={leave}
        >
          {t('proof.withService', { service: name })}
        </Button>
      ) : null}
    </>
  );
}

/** Once, however often React runs the effect: an answer can be used a single time. */
function useLifting(onEntered: () => void) {
  const [requestId] = useState(() => new URLSearchParams(window.location.search).get('request'));
  const secret = useLinkSecret();
  const lift = useLiftByService();
  const begun = useRef(false);
  const { mutate } = lift;
  useEffect(() => {
    if (begun.current || requestId === null || secret === null) return;
    begun.current = true;
    mutate({ requestId, secret }, { onSuccess: onEntered });
  }, [requestId, secret, mutate, onEntered]);
  return lift;
}
