import { ProblemError } from '@rollcall/client';
import { policySettings } from '@rollcall/react/text/policy-settings.ts';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../doors/form-problem.tsx';

/** Why it did not go through, and which setting is at fault. */
export function PolicyProblem({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  const pointer = error instanceof ProblemError ? (error.errors[0]?.pointer ?? '') : '';
  const field = policySettings.find((name) => pointer.endsWith(`/${name}`));
  return (
    <>
      <FormProblem error={error} />
      {field === undefined ? null : <p className="font-medium">{t(`policies.field.${field}`)}</p>}
    </>
  );
}
