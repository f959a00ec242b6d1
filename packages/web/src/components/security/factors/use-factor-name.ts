import type { Factor } from '@rollcall/client';
import { useTranslation } from 'react-i18next';

/** The owner's own name for it, or what it is. */
export function useFactorName(): (factor: Pick<Factor, 'kind' | 'name'>) => string {
  const { t } = useTranslation();
  return ({ kind, name }) => name ?? t(`factors.kinds.${kind}`);
}
