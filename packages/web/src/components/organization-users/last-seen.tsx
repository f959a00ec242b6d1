import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { useTranslation } from 'react-i18next';

/** When somebody last used a session here; `null`: never, as far as that is kept. */
export function LastSeen({ at }: { readonly at: number | null }) {
  const { t } = useTranslation();
  if (at === null) return t('organization.users.neverSeen');
  return (
    <Moment
      at={at}
      as="ago"
      say={(when) => (when === null ? t('organization.users.seenNow') : t('organization.users.seen', { when }))}
    />
  );
}
