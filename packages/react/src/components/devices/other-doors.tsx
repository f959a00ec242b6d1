import { useGrants, useMe } from '@rollcall/client/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Moment } from '../shell/moment.tsx';
import { PageLink, usePageAddresses } from '../shell/page-link.tsx';
import { ActingList } from './acting-list.tsx';
import { FactorsList } from './factors-list.tsx';

/** Ways in beside the devices: what signs in, and what resets it. */
export default function OtherDoors() {
  const { t } = useTranslation();
  const me = useMe().data;
  const account = me?.account;
  const { security } = usePageAddresses();
  const waiting = <Skeleton className="h-5 w-40" />;
  const names = (kind: 'user_name' | 'email') => account?.loginNames.filter((name) => name.kind === kind) ?? [];
  const shown = (value: ReactNode) => (account === undefined ? waiting : value);
  const passwordChangedAt = account?.passwordChangedAt ?? null;
  const emails = names('email');
  const holdsGrants = (useGrants().grants.data?.held.length ?? 0) > 0;
  const people = [
    { name: t('doorsList.actForYou'), value: <ActingList side="onMe" /> },
    ...(holdsGrants ? [{ name: t('doorsList.youActFor'), value: <ActingList side="held" /> }] : []),
  ];
  const sayPassword = (when: string | null) => t('doorsList.passwordSet', { when: when ?? t('time.justNow') });
  if (me !== undefined && me.service !== null) {
    return (
      <div className="mt-10">
        <Panel title={t('doorsList.title')}>
          <p className="mb-4">{t('security.service.lead', { service: me.service.name })}</p>
          <Facts facts={people} />
        </Panel>
      </div>
    );
  }
  return (
    <div className="mt-10">
      <Panel title={t('doorsList.title')} lead={t('doorsList.more')}>
        <Facts
          facts={[
            {
              name: t('doorsList.password'),
              value: shown(
                passwordChangedAt === null ? (
                  t('doorsList.passwordNone')
                ) : (
                  <Moment at={passwordChangedAt} as="ago" say={sayPassword} />
                ),
              ),
            },
            { name: t('doorsList.factors'), value: <FactorsList /> },
            {
              name: t('doorsList.userName'),
              value: shown(
                names('user_name')
                  .map(({ name }) => name)
                  .join(', '),
              ),
            },
            {
              name: t('doorsList.emails'),
              value: shown(
                emails.length === 0 ? (
                  t('doorsList.emailsNone')
                ) : (
                  <ul>
                    {emails.map(({ name, verifiedAt }) => (
                      <li key={name}>
                        {name}
                        {verifiedAt === null ? (
                          <span className="text-muted"> ({t('doorsList.unverified')})</span>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                ),
              ),
            },
            ...people,
          ]}
        />
        {security === undefined ? null : (
          <PageLink
            href={security}
            className="mt-3 inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
          >
            {t('doorsList.change')}
          </PageLink>
        )}
      </Panel>
    </div>
  );
}
