import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { useTranslation } from 'react-i18next';

/** Unticked, and not there at all where the policy trusts no device. */
export function TrustCheckbox({ days }: { readonly days: number | null }) {
  const { t } = useTranslation();
  if (days === null) return null;
  return <Checkbox name="trust" label={t('secondStep.trust', { count: days })} hint={t('secondStep.trustHint')} />;
}
