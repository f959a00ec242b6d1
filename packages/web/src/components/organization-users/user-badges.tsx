import type { OrganizationUser } from '@rollcall/client';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Ban, Check, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function UserBadges({ user: { isMe, lockedOutAt, disabledAt } }: { readonly user: OrganizationUser }) {
  const { t } = useTranslation();
  return (
    <>
      {isMe ? (
        <Badge tone="accent" icon={Check}>
          {t('organization.users.you')}
        </Badge>
      ) : null}
      {lockedOutAt === null ? null : (
        <Badge tone="look" icon={Lock}>
          {t('organization.users.lockedOut')}
        </Badge>
      )}
      {disabledAt === null ? null : (
        <Badge tone="look" icon={Ban}>
          {t('organization.users.disabled')}
        </Badge>
      )}
    </>
  );
}
