import { type FactorKind, ProblemError } from '@rollcall/client';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../form-problem.tsx';

interface StepProblemProps {
  readonly error: Error | null;
  readonly way: FactorKind;
}

/** Why the second step did not go through. Of a code on paper the server says the same as of one that an app shows. */
export function StepProblem({ error, way }: StepProblemProps) {
  const { t } = useTranslation();
  const isWrong = error instanceof ProblemError && error.reason === 'wrong_code';
  if (!isWrong || way !== 'recovery_codes') return <FormProblem error={error} />;
  return (
    <Notice tone="end" says="alert">
      <p>{t('secondStep.wrongRecoveryCode')}</p>
    </Notice>
  );
}
