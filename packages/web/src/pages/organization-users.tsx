import { useHasPermission } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { Invitations } from '../components/organization-users/invitations.tsx';
import { PlannedLockOuts } from '../components/organization-users/planned-lock-outs.tsx';
import { UsersView } from '../components/organization-users/users-view.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

/** Who is in the organization, who is invited, and who is about to leave. */
export default function OrganizationUsersPage() {
  const { t } = useTranslation();
  const mayLockOut = useHasPermission('pf.users.lock_out');
  return (
    <>
      <PageTitle title={t('organization.users.title')} lead={t('organization.users.lead')} />
      {mayLockOut ? <PlannedLockOuts /> : null}
      <Invitations />
      <UsersView />
    </>
  );
}
