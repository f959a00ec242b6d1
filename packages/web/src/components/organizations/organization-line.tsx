import type { Me } from '@rollcall/client';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';

interface OrganizationLineProps {
  readonly joined: Me['organizations'][number];
  readonly isHere: boolean;
  readonly onGo: () => void;
  readonly onLeave: () => void;
}

export function OrganizationLine({ joined: { name, role }, isHere, onGo, onLeave }: OrganizationLineProps) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center gap-2 px-4 py-3">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          {isHere ? <Badge tone="accent">{t('organizations.youAreHere')}</Badge> : null}
        </p>
        <p className="text-sm leading-5 text-muted">{t(`organization.roles.${role}`)}</p>
      </div>
      {isHere ? null : (
        <>
          <Button aria-label={t('organizations.goOf', { organization: name })} onClick={onGo}>
            {t('organizations.go')}
          </Button>
          <Button tone="plain-end" aria-label={t('organizations.leaveOf', { organization: name })} onClick={onLeave}>
            {t('organizations.leave')}
          </Button>
        </>
      )}
    </li>
  );
}
