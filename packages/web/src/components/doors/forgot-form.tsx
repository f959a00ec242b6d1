import { useRequestPasswordReset } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from './form-problem.tsx';

/** Answers alike for every name: it does not tell who has an account. */
export function ForgotForm() {
  const { t } = useTranslation();
  const request = useRequestPasswordReset();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const login = String(new FormData(event.currentTarget).get('username')).trim();
    if (!request.isPending) request.mutate(login);
  };
  if (request.isSuccess) {
    return (
      <Notice tone="calm" says="status" title={t('forgot.sentTitle')}>
        <p>{t('forgot.sent')}</p>
      </Notice>
    );
  }
  return (
    <form onSubmit={submit} method="post" className="space-y-4">
      <FormProblem error={request.error} />
      <TextField
        label={t('forgot.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
      />
      <Button type="submit" tone="accent" className="w-full" isWorking={request.isPending}>
        {t('forgot.submit')}
      </Button>
    </form>
  );
}
