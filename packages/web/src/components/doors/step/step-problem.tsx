import { type FactorKind, ProblemError } from '@rollcall/client';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../form-problem.tsx';

interface StepProblemProps {
  readonly error: Error | null;
  readonly way: FactorKind;
}

/** Why the second step did not go through. What is wrong with a passkey is told alike for every factor by the server. */
export function StepProblem({ error, way }: StepProblemProps) {
  const { t } = useTranslation();
  const isWrong = error instanceof ProblemError && error.reason === 'wrong_code';
  if (!isWrong || way === 'authenticator') return <FormProblem error={error} />;
  return (
    <Notice tone="end" says="alert">
      <p>{t(way === 'passkey' ? 'reason.passkey_refused' : 'secondStep.wrongRecoveryCode')}</p>
    </Notice>
  );
}
