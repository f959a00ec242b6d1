import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { useTranslation } from 'react-i18next';
import { NewPasswordField } from './new-password-field.tsx';

/** What a new account is made of: who somebody is, and what they sign in with. */
export function AccountFields({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  return (
    <>
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
      <NewPasswordField label={t('setUp.password')} name="new-password" error={error} />
    </>
  );
}

/** What was typed into these fields. */
export function accountIn(form: FormData) {
  return {
    userName: textIn(form, 'username'),
    displayName: textIn(form, 'name'),
    password: String(form.get('new-password')),
  };
}

export function textIn(form: FormData, name: string): string {
  return String(form.get(name)).trim();
}
