import type { Me, OrganizationPermission } from '@rollcall/client';
import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PageTitle } from './page-title.tsx';

interface MissingPermissionProps {
  readonly permission: OrganizationPermission;
  readonly me: Me;
}

/** No error: the page is there, for others. Says what is missing and who can give it. */
export default function MissingPermission({ permission, me }: MissingPermissionProps) {
  const { t } = useTranslation();
  return (
    <div className="max-w-xl">
      <PageTitle title={t('organization.missing.title')} />
      <Notice tone="info" icon={Lock}>
        <p>
          {t('organization.missing.more', {
            organization: me.organization.name,
            role: t(`organization.roles.${me.role}`),
          })}
        </p>
        <p className="mt-2">
          {t('organization.missing.permission')}{' '}
          <code className="rounded-md bg-surface px-1.5 py-0.5 text-sm ring-1 ring-line ring-inset [overflow-wrap:anywhere]">
            {permission}
          </code>
        </p>
        <p className="mt-2">{t('organization.missing.ask')}</p>
      </Notice>
      <Link href="/" className={buttonStyle('plain', 'mt-6')}>
        {t('notFound.home')}
      </Link>
    </div>
  );
}
