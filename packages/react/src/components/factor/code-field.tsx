import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.tsx';

type CodeFieldProps = Pick<ComponentProps<typeof TextField>, 'ref' | 'error' | 'hint' | 'value' | 'onChange'>;

/** Six digits; phones fill them in from the app, and show digits to type. */
export function CodeField(props: CodeFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      {...props}
      label={t('factors.code')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="\s*([0-9]\s*){6}"
      title={t('factors.codeDigits')}
      required
      maxLength={16}
    />
  );
}

/** One of the codes on paper, with or without its lines between. */
export function RecoveryCodeField(props: CodeFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      {...props}
      label={t('factors.recoveryCode')}
      name="recovery-code"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={64}
    />
  );
}
