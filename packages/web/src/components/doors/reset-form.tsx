import { useResetPassword } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from './form-problem.tsx';
import { isAboutPassword, NewPasswordField } from './new-password-field.tsx';

interface ResetFormProps {
  readonly secret: string;
  readonly onDone: () => void;
}

export function ResetForm({ secret, onDone }: ResetFormProps) {
  const { t } = useTranslation();
  const reset = useResetPassword();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (reset.isPending) return;
    const form = new FormData(event.currentTarget);
    reset.mutate(
      {
        link: secret,
        newPassword: String(form.get('new-password')),
        signOutEverywhere: form.get('everywhere') !== null,
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={submit} method="post" className="space-y-4">
      {isAboutPassword(reset.error) ? null : <FormProblem error={reset.error} />}
      <NewPasswordField label={t('reset.new')} name="new-password" error={reset.error} />
      <Checkbox name="everywhere" label={t('reset.everywhere')} hint={t('reset.everywhereHint')} defaultChecked />
      <Button type="submit" tone="accent" className="w-full" isWorking={reset.isPending}>
        {t('reset.submit')}
      </Button>
    </form>
  );
}
