import type { EndingAnswer } from '@rollcall/client';
import { useAskPasskeyToLift, useLiftHold } from '@rollcall/client/react';
import { ProofFields } from '@rollcall/react/components/ending/proof-fields.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LiftByService } from './lift-by-service.tsx';

interface LiftHoldProps {
  readonly held: EndingAnswer;
  readonly onEntered: () => void;
  readonly onOther: () => void;
}

/** Another device shut this browser out, and has not proved yet that it may. A proof settles whose word counts. */
export default function LiftHold({ held, onEntered, onOther }: LiftHoldProps) {
  const { t } = useTranslation();
  return (
    <div className="space-y-4">
      <HeldNotice held={held} />
      {held.service === null ? (
        <LiftHere accountName={held.accountName} proofs={held.proofs} onEntered={onEntered} />
      ) : (
        <LiftByService service={held.service} onEntered={onEntered} />
      )}
      <Button tone="bare" className="w-full" onClick={onOther}>
        {t('signIn.other')}
      </Button>
    </div>
  );
}

function HeldNotice({ held: { heldUntil, heldByDevice } }: Pick<LiftHoldProps, 'held'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = heldUntil === null ? t('time.unknown') : format.time(heldUntil);
  return (
    <Notice tone="look" icon={ShieldAlert} title={t('signIn.held')} says="status">
      <p>
        {heldByDevice === null
          ? t('signIn.heldMore', { time })
          : t('signIn.heldBy', { time, device: deviceName(t, heldByDevice) })}
      </p>
    </Notice>
  );
}

type LiftHereProps = Pick<EndingAnswer, 'accountName' | 'proofs'> & Pick<LiftHoldProps, 'onEntered'>;

/** By the strongest that the account has here. */
function LiftHere({ accountName, proofs, onEntered }: LiftHereProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const lift = useLiftHold();
  const { mutateAsync: ask } = useAskPasskeyToLift();
  return (
    <>
      <p>{t('signIn.liftLead')}</p>
      <ProofFields
        ways={proofs}
        onAsk={() => ask()}
        onProve={(proof) => lift.mutate(proof, { onSuccess: onEntered })}
        userName={accountName}
        passwordLabel={accountName === null ? t('signIn.password') : t('signIn.liftPassword', { name: accountName })}
        press={t('signIn.lift')}
        tone="accent"
        isWorking={lift.isPending}
        error={lift.error === null ? undefined : problemText(lift.error)}
      />
    </>
  );
}
