import type { SignInStep } from '@rollcall/client';
import { useSecondStep } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from './form-problem.tsx';

interface SecondStepFormProps {
  readonly step: SignInStep;
  readonly onEntered: () => void;
}

/** The password was right. Six digits are an app's code; anything else is taken for a recovery code. */
export function SecondStepForm({ step, onEntered }: SecondStepFormProps) {
  const { t } = useTranslation();
  const finish = useSecondStep();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (finish.isPending) return;
    const form = new FormData(event.currentTarget);
    const typed = String(form.get('code')).trim();
    const answer = /^[0-9\s]+$/.test(typed) ? { code: typed } : { recoveryCode: typed };
    finish.mutate({ ...answer, trustDevice: form.get('trust') !== null }, { onSuccess: onEntered });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <p>{t('signIn.secondLead')}</p>
      <FormProblem error={finish.error} />
      <TextField
        label={t('signIn.secondCode')}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
      />
      {step.trustDays === null ? null : (
        <Checkbox name="trust" label={t('signIn.secondTrust', { count: step.trustDays })} />
      )}
      <Button type="submit" tone="accent" className="w-full" isWorking={finish.isPending}>
        {t('signIn.secondSubmit')}
      </Button>
    </form>
  );
}
