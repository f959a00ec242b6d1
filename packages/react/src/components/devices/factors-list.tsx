import type { Factor, FactorKind } from '@rollcall/client';
import { useFactors } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** What signs in beside the password: "2 passkeys, authenticator app and 8 recovery codes". */
export function FactorsList() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error } = useFactors();
  if (data === undefined) return error === null ? <Skeleton className="h-5 w-40" /> : t('time.unknown');
  const { passkey = [], authenticator = [], recovery_codes: [codes] = [] } = byKind(data.factors);
  const parts = [
    ...(passkey.length > 0 ? [t('doorsList.passkeys', { count: passkey.length })] : []),
    ...(authenticator.length > 0 ? [t('doorsList.authenticator')] : []),
    ...(codes === undefined ? [] : [t('doorsList.recoveryCodes', { count: codes.codesLeft ?? 0 })]),
  ];
  return parts.length === 0 ? t('doorsList.factorsNone') : format.list(parts);
}

function byKind(factors: readonly Factor[]): Partial<Record<FactorKind, Factor[]>> {
  return Object.groupBy(factors, ({ kind }) => kind);
}
