import { useDoors, useSignIn } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { PasswordField } from '@rollcall/react/ui/password-field.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FormProblem } from './form-problem.tsx';

/** The names and `autocomplete` words are those that password managers look for. */
export function SignInForm({ onEntered }: { readonly onEntered: () => void }) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const mayBeKept = useDoors().data?.keepSignedIn !== 'refused';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (signIn.isPending) return;
    const form = new FormData(event.currentTarget);
    signIn.mutate(
      {
        login: String(form.get('username')).trim(),
        password: String(form.get('password')),
        keepSignedIn: form.get('keep') !== null,
      },
      {
        onSuccess: ({ me }) => {
          if (me !== null) onEntered();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} method="post" className="space-y-4">
      <FormProblem error={signIn.error} />
      <TextField
        label={t('signIn.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
      />
      <PasswordField label={t('signIn.password')} name="password" autoComplete="current-password" required />
      {mayBeKept ? <Checkbox name="keep" label={t('signIn.keep')} hint={t('signIn.keepHint')} /> : null}
      <Button type="submit" tone="accent" className="w-full" isWorking={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      <p className="text-center">
        <Link
          href="/forgot"
          className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
        >
          {t('signIn.forgot')}
        </Link>
      </p>
    </form>
  );
}
