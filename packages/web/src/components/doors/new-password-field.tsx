import { hasCode } from '@rollcall/client';
import { useDoors } from '@rollcall/client/react';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { PasswordField } from '@rollcall/react/ui/password-field.tsx';
import { useTranslation } from 'react-i18next';

interface NewPasswordFieldProps {
  readonly label: string;
  readonly name: string;
  /** The form's error: shown here where it is about the password. */
  readonly error: Error | null;
}

export function NewPasswordField({ label, name, error }: NewPasswordFieldProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const bounds = useDoors().data?.passwordLength ?? { least: 8, most: 128 };
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      required
      minLength={bounds.least}
      hint={t('security.password.hint', { ...bounds })}
      error={isAboutPassword(error) ? problemText(error, bounds) : undefined}
    />
  );
}

export function isAboutPassword(error: Error | null): boolean {
  return hasCode(error, 'not_acceptable') && (error.reason?.startsWith('password_') ?? false);
}
