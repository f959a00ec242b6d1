import { ProblemError } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../doors/form-problem.tsx';

const named = [
  'idleLimitMinutes',
  'absoluteLimitMinutes',
  'rememberedIdleLimitMinutes',
  'rememberedAbsoluteLimitMinutes',
  'keepSignedIn',
  'sessionLimit',
  'atSessionLimit',
  'secondFactor',
  'trustDays',
  'addressRanges',
  'historyDays',
  'addressDays',
] as const;

/** Why it did not go through, and which setting is at fault. */
export function PolicyProblem({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  const pointer = error instanceof ProblemError ? (error.errors[0]?.pointer ?? '') : '';
  const field = named.find((name) => pointer.endsWith(`/${name}`));
  return (
    <>
      <FormProblem error={error} />
      {field === undefined ? null : <p className="font-medium">{t(`policies.field.${field}`)}</p>}
    </>
  );
}
