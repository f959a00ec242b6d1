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

interface LiftHoldProps {
  readonly held: EndingAnswer;
  readonly onEntered: () => void;
  readonly onOther: () => void;
}

/** Another device shut this browser out, and has not proved yet that it may. The password settles whose word counts. */
export function LiftHold({ held, onEntered, onOther }: LiftHoldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const lift = useLiftHold();
  const time = held.heldUntil === null ? t('time.unknown') : format.time(held.heldUntil);
  const { heldByDevice: byDevice } = held;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    if (!lift.isPending) lift.mutate({ password }, { onSuccess: onEntered });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Notice tone="look" icon={ShieldAlert} title={t('signIn.held')} says="status">
        <p>
          {byDevice === null
            ? t('signIn.heldMore', { time })
            : t('signIn.heldBy', { time, device: deviceName(t, byDevice) })}
        </p>
      </Notice>
      <p>{t('signIn.liftLead')}</p>
      <FormProblem error={lift.error} />
      <input type="hidden" name="username" autoComplete="username" value={held.accountName ?? ''} readOnly />
      <PasswordField
        label={held.accountName === null ? t('signIn.password') : t('signIn.liftPassword', { name: held.accountName })}
        name="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" tone="accent" className="w-full" isWorking={lift.isPending}>
        {t('signIn.lift')}
      </Button>
      <Button tone="bare" className="w-full" onClick={onOther}>
        {t('signIn.other')}
      </Button>
    </form>
  );
}
