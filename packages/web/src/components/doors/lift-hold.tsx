import type { EndingAnswer } from '@rollcall/client';
import { useLiftHold } from '@rollcall/client/react';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { PasswordField } from '@rollcall/react/ui/password-field.tsx';
import { ShieldAlert } from 'lucide-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from './form-problem.tsx';
import { LiftByService } from './lift-by-service.tsx';

interface LiftHoldProps {
  readonly held: EndingAnswer;
  readonly onEntered: () => void;
  readonly onOther: () => void;
}

/** Another device shut this browser out, and has not proved yet that it may. A proof settles whose word counts. */
export function LiftHold({ held, onEntered, onOther }: LiftHoldProps) {
  const { t } = useTranslation();
  return (
    <div className="space-y-4">
      <HeldNotice held={held} />
      {held.service === null ? (
        <LiftByPassword accountName={held.accountName} onEntered={onEntered} />
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

type LiftByPasswordProps = Pick<EndingAnswer, 'accountName'> & Pick<LiftHoldProps, 'onEntered'>;

function LiftByPassword({ accountName, onEntered }: LiftByPasswordProps) {
  const { t } = useTranslation();
  const lift = useLiftHold();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    if (!lift.isPending) lift.mutate({ password }, { onSuccess: onEntered });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <p>{t('signIn.liftLead')}</p>
      <FormProblem error={lift.error} />
      <input type="hidden" name="username" autoComplete="username" value={accountName ?? ''} readOnly />
      <PasswordField
        label={accountName === null ? t('signIn.password') : t('signIn.liftPassword', { name: accountName })}
        name="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" tone="accent" className="w-full" isWorking={lift.isPending}>
        {t('signIn.lift')}
      </Button>
    </form>
  );
}
