import { useHasPermission, useUsersList } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { SelectField } from '@rollcall/react/ui/select-field.tsx';
import { UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListEnd } from '../lists/list-end.tsx';
import { ListSkeletons } from '../lists/list-skeletons.tsx';
import { SearchField } from '../lists/search-field.tsx';
import { usePages } from '../lists/use-pages.ts';
import { useSettled } from '../lists/use-settled.ts';
import type { Role } from './role-field.tsx';
import { UserRow } from './user-row.tsx';

const InviteSheet = lazy(() => import('./invite-sheet.tsx'));

const roles = ['owner', 'administrator', 'helpdesk', 'auditor', 'member'] as const satisfies readonly Role[];

interface Wanted {
  readonly text: string;
  readonly role: Role | '';
}

const everybody: Wanted = { text: '', role: '' };

/** Everybody in the organization. */
export function UsersView() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(everybody);
  const users = useUsersList(searchOf(useSettled(wanted).value));
  const pages = usePages(users);
  return (
    <section aria-label={t('organization.users.list')}>
      <UserFilter wanted={wanted} onChange={setWanted} />
      {users.error === null ? null : <LoadProblem error={users.error} onRetry={() => void users.refetch()} />}
      {pages.rows === undefined ? (
        users.error === null && <ListSkeletons />
      ) : pages.rows.length === 0 ? null : (
        <ul
          aria-label={t('organization.users.list')}
          className="divide-y divide-line rounded-xl border border-line bg-surface shadow-lift"
        >
          {pages.rows.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </ul>
      )}
      <ListEnd
        pages={pages}
        onClear={wanted.text.trim() === '' && wanted.role === '' ? undefined : () => setWanted(everybody)}
        more={t('organization.users.more')}
        only={() => t('organization.users.only')}
      />
    </section>
  );
}

interface UserFilterProps {
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}

function UserFilter({ wanted, onChange }: UserFilterProps) {
  const { t } = useTranslation();
  const [isInviting, setInviting] = useState(false);
  const mayInvite = useHasPermission('pf.users.invite');
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      <div className="grow max-sm:w-full">
        <SearchField
          label={t('organization.sessions.search')}
          text={wanted.text}
          onChange={(text) => onChange({ ...wanted, text })}
        />
      </div>
      <div className="w-40 max-sm:grow">
        <SelectField
          label={t('organization.users.role')}
          value={wanted.role}
          onChange={({ target }) => onChange({ ...wanted, role: target.value as Wanted['role'] })}
        >
          <option value="">{t('organization.users.anyRole')}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`organization.roles.${role}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {mayInvite ? (
        <Button tone="accent" onClick={() => setInviting(true)}>
          <UserPlus size={18} aria-hidden className="shrink-0" />
          {t('organization.users.invite')}
        </Button>
      ) : null}
      {isInviting ? (
        <Suspense fallback={null}>
          <InviteSheet onClose={() => setInviting(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function searchOf({ text, role }: Wanted): Parameters<typeof useUsersList>[0] {
  const search = text.trim();
  return { ...(search !== '' && { search }), ...(role !== '' && { role }) };
}
