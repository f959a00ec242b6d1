import type { OrganizationUser } from '@rollcall/client';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { type Fact, Facts } from '@rollcall/react/ui/facts.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SecondFactors } from './second-factors.tsx';
import { useMayOn } from './use-may-on.ts';
import type { UserAct } from './user-act.ts';

interface GeneralTabProps {
  readonly user: OrganizationUser;
  readonly onAct: (act: UserAct) => void;
}

/** Who somebody is here, and how they get in. */
export function GeneralTab({ user, onAct }: GeneralTabProps) {
  const { t } = useTranslation();
  const may = useMayOn(user);
  const mayReset = may('pf.factors.reset') && user.secondFactors.length > 0 && !user.isMe;
  const maySendLink = may('pf.passwords.reset') && user.serviceName === null && user.disabledAt === null && !user.isMe;
  const facts: readonly Fact[] = [
    { name: t('organization.users.name'), value: <bdi className="[overflow-wrap:anywhere]">{user.displayName}</bdi> },
    { name: t('organization.users.logins'), value: <Logins user={user} /> },
    {
      name: t('organization.users.role'),
      value: (
        <WithButton
          button={may('pf.users.assign_role') ? t('organization.users.changeRole') : null}
          onPress={() => onAct('assign_role')}
        >
          {t(`organization.roles.${user.role}`)}
        </WithButton>
      ),
    },
    ...(maySendLink
      ? [{ name: t('doorsList.password'), value: <SendLink onPress={() => onAct('reset_password')} /> }]
      : []),
    {
      name: t('doorsList.factors'),
      value: (
        <WithButton button={mayReset ? t('organization.reset.button') : null} onPress={() => onAct('reset_factors')}>
          <SecondFactors user={user} />
        </WithButton>
      ),
    },
    { name: t('organization.users.joined'), value: <Moment at={user.joinedAt} as="moment" /> },
    {
      name: t('organization.users.lastSeen'),
      value: user.lastSeenAt === null ? t('organization.users.neverSeen') : <Moment at={user.lastSeenAt} as="ago" />,
    },
  ];
  return (
    <div className="space-y-6">
      <Panel title={t('organization.users.general')}>
        <Facts facts={facts} />
      </Panel>
      {may('pf.users.remove') && !user.isMe ? (
        <Panel title={t('organization.remove.title')} lead={t('organization.remove.lead')}>
          <Button tone="plain-end" onClick={() => onAct('remove')}>
            {t('organization.remove.button')}
          </Button>
        </Panel>
      ) : null}
    </div>
  );
}

function Logins({ user: { loginNames, serviceName } }: { readonly user: OrganizationUser }) {
  const { t } = useTranslation();
  if (loginNames.length === 0) {
    return serviceName === null ? null : t('organization.users.signedInBy', { service: serviceName });
  }
  return (
    <ul>
      {loginNames.map(({ name, kind, verifiedAt }) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          {name}
          {kind === 'email' && verifiedAt === null ? (
            <span className="text-muted"> ({t('doorsList.unverified')})</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function SendLink({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return <Button onClick={onPress}>{t('organization.newPassword.button')}</Button>;
}

interface WithButtonProps {
  /** `null` where it may not be pressed. */
  readonly button: string | null;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function WithButton({ button, onPress, children }: WithButtonProps) {
  if (button === null) return children;
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span>{children}</span>
      <Button onClick={onPress}>{button}</Button>
    </span>
  );
}
