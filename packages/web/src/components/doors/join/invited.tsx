import type { LinkState } from '@rollcall/client';
import { useEnding } from '@rollcall/client/react';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AcceptForm } from './accept-form.tsx';
import { JoinForm } from './join-form.tsx';

interface InvitedProps {
  readonly invitation: NonNullable<LinkState['invitation']>;
  readonly secret: string;
  readonly onSignedOut: () => void;
}

/** Who invites, where to, and as what; then joining with the account that is signed in here, with another, or with a new one. */
export function Invited({ invitation, secret, onSignedOut }: InvitedProps) {
  const { t } = useTranslation();
  const here = useEnding().data;
  const { organizationName: organization, byName: name, role } = invitation;
  return (
    <>
      <p>{name === null ? t('join.leadPlain', { organization }) : t('join.lead', { name, organization })}</p>
      <p className="mb-6 text-muted">{t('join.role', { role: t(`organization.roles.${role}`) })}</p>
      {here === undefined ? <Skeleton className="h-48" /> : null}
      {here?.state === 'active' ? <AcceptForm secret={secret} onSignedOut={onSignedOut} /> : null}
      {here === undefined || here.state === 'active' ? null : (
        <>
          <h2 className="mb-4 font-semibold">{t('join.or')}</h2>
          <JoinForm secret={secret} />
          <p className="mt-2 text-center">
            <Link
              href="/sign-in?next=%2Fjoin"
              className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
            >
              {t('join.have')}
            </Link>
          </p>
        </>
      )}
    </>
  );
}
