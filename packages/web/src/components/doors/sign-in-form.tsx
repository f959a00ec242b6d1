import { useDoors, useSignIn } from '@rollcall/client/react';
import { hasPasskeys } from '@rollcall/react/passkey/passkeys.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { PasswordField } from '@rollcall/react/ui/password-field.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePasskeyEntrance } from '../../hooks/use-passkey-entrance.ts';
import { FormProblem } from './form-problem.tsx';

interface SignInFormProps {
  readonly onEntered: () => void;
  /** Whether the browser may offer passkeys by itself. Asking for one ends a second step that waits: that must be known first. */
  readonly offersPasskeys: boolean;
}

/** The names and `autocomplete` words are those that password managers look for. */
export function SignInForm({ onEntered, offersPasskeys }: SignInFormProps) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const mayBeKept = useDoors().data?.keepSignedIn !== 'refused';
  const form = useRef<HTMLFormElement>(null);
  const keepSignedIn = () => form.current !== null && new FormData(form.current).get('keep') !== null;
  const passkey = usePasskeyEntrance({ keepSignedIn, offersPasskeys, onEntered });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (signIn.isPending) return;
    const typed = new FormData(event.currentTarget);
    signIn.mutate(
      {
        login: String(typed.get('username')).trim(),
        password: String(typed.get('password')),
        keepSignedIn: keepSignedIn(),
      },
      {
        onSuccess: ({ me }) => {
          if (me !== null) onEntered();
        },
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} method="post" className="space-y-4">
      <FormProblem error={passkey.error ?? signIn.error} />
      <TextField
        label={t('signIn.login')}
        name="username"
        autoComplete="username webauthn"
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
      {hasPasskeys() ? (
        <Button className="w-full" isWorking={passkey.isWorking} onClick={() => void passkey.press()}>
          {passkey.isWorking ? null : <KeyRound size={16} aria-hidden className="shrink-0" />}
          {t('signIn.withPasskey')}
        </Button>
      ) : null}
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
