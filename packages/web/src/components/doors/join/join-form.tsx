import { useJoinByInvitation } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FormProblem } from '../form-problem.tsx';
import { isAboutPassword, NewPasswordField } from '../new-password-field.tsx';

/** Makes an account that is in the organization, and signs it in: after a second factor, where that wants one. */
export function JoinForm({ secret }: { readonly secret: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const join = useJoinByInvitation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (join.isPending) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    join.mutate(
      {
        link: secret,
        userName: text('username'),
        displayName: text('name'),
        password: String(form.get('new-password')),
      },
      { onSuccess: ({ me }) => navigate(me === null ? '/sign-in' : '/', { replace: true }) },
    );
  };
  return (
    <form onSubmit={submit} method="post" className="space-y-4">
      {isAboutPassword(join.error) ? null : <FormProblem error={join.error} />}
      <TextField label={t('setUp.displayName')} name="name" autoComplete="name" required maxLength={120} />
      <TextField
        label={t('setUp.userName')}
        hint={t('setUp.userNameHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
      />
      <NewPasswordField label={t('setUp.password')} name="new-password" error={join.error} />
      <Button type="submit" tone="accent" className="w-full" isWorking={join.isPending}>
        {t('join.submit')}
      </Button>
    </form>
  );
}
