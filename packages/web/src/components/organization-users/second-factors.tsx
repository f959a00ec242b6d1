import type { OrganizationUser } from '@rollcall/client';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { useTranslation } from 'react-i18next';

/** "Passkey and recovery codes". */
export function SecondFactors({ user: { secondFactors, serviceName } }: { readonly user: OrganizationUser }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (secondFactors.length > 0) return format.list(secondFactors.map((kind) => t(`organization.users.second.${kind}`)));
  return serviceName === null
    ? t('organization.users.noSecond')
    : t('organization.users.signedInBy', { service: serviceName });
}
