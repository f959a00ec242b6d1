import type { OrganizationUser } from '@rollcall/client';
import { useHasPermission } from '@rollcall/client/react';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DevicesFound } from '../organization-sessions/devices-found.tsx';
import { SessionsFound } from '../organization-sessions/sessions-found.tsx';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What somebody's access hangs on, kind by kind. */
export default function SessionsTab({ user }: { readonly user: OrganizationUser }) {
  const { t } = useTranslation();
  return (
    <div className="space-y-8">
      <Section title={t('organization.users.sessionsAndDevices')}>
        <SessionsAndDevices user={user} />
      </Section>
    </div>
  );
}

function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 text-lg leading-6 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function SessionsAndDevices({ user: { id, displayName: name } }: { readonly user: OrganizationUser }) {
  const { t } = useTranslation();
  const [places, setPlaces] = useState<'shown' | 'left_out'>('left_out');
  const maySeePlaces = useHasPermission('platform.places.view');
  const wanted = { member: id, ...(places === 'shown' && { show: 'places' as const }) };
  const none = (text: string) => (rows: number) => (rows === 0 ? text : null);
  return (
    <>
      {maySeePlaces ? (
        <Checkbox
          label={t('organization.sessions.places')}
          hint={t('organization.users.placesHint', { name })}
          checked={places === 'shown'}
          onChange={({ target }) => setPlaces(target.checked ? 'shown' : 'left_out')}
        />
      ) : null}
      <h3 className="mt-2 mb-2 text-sm leading-5 font-semibold text-muted">{t('organization.sessions.list')}</h3>
      <SessionsFound wanted={wanted} among="member" only={none(t('organization.users.noSessions', { name }))} />
      <h3 className="mt-6 mb-2 text-sm leading-5 font-semibold text-muted">{t('organization.sessions.devices')}</h3>
      <DevicesFound wanted={wanted} among="member" only={none(t('organization.users.noDevices'))} />
    </>
  );
}
