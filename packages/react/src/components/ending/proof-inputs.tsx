import type { FactorKind } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { CodeField, RecoveryCodeField } from '../factor/code-field.tsx';

interface ProofInputsProps {
  readonly hasPassword: boolean;
  readonly second: FactorKind | null;
  readonly passwordLabel: string;
  /** Stands below what was typed last: which of two things was wrong, the sentence says. */
  readonly error: string | undefined;
}

/** The fields of one way to prove who one is. */
export function ProofInputs({ hasPassword, second, passwordLabel, error }: ProofInputsProps) {
  const { t } = useTranslation();
  const first = useFocusOnMount<HTMLInputElement>();
  const isTyped = second === 'authenticator' || second === 'recovery_codes';
  return (
    <>
      {hasPassword ? (
        <PasswordField
          ref={first}
          label={passwordLabel}
          name="password"
          autoComplete="current-password"
          required
          error={isTyped ? undefined : error}
        />
      ) : null}
      {second === 'authenticator' ? <CodeField error={error} hint={t('factors.codeWhere')} /> : null}
      {second === 'recovery_codes' ? <RecoveryCodeField error={error} /> : null}
      {second === 'passkey' ? <p>{t(hasPassword ? 'proof.thenPasskey' : 'proof.byPasskey')}</p> : null}
      {error !== undefined && !hasPassword ? (
        <p role="alert" className="text-sm leading-5 font-medium text-ending">
          {error}
        </p>
      ) : null}
    </>
  );
}
