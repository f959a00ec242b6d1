import type { OrganizationUser } from '@rollcall/client';
import { useUsersList } from '@rollcall/client/react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../lists/search-field.tsx';
import { useSettled } from '../lists/use-settled.ts';

interface PersonPickerProps {
  readonly chosen: OrganizationUser | null;
  /** Who is left out. */
  readonly without: string;
  readonly onChoose: (user: OrganizationUser) => void;
}

const shownAtMost = 5;

/** Finds members by name, and lets one of those be chosen whom one may give something to. */
export function PersonPicker({ chosen, without, onChoose }: PersonPickerProps) {
  const { t } = useTranslation();
  const choice = useId();
  const [text, setText] = useState('');
  const { value: search } = useSettled(text.trim());
  const users = useUsersList(search === '' ? {} : { search });
  const found = users.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const choosable = found.filter(({ id, isWithinReach }) => isWithinReach && id !== without && id !== chosen?.id);
  const shown = [...(chosen === null ? [] : [chosen]), ...choosable].slice(0, shownAtMost);
  return (
    <fieldset className="mt-4">
      <legend className="mb-1 font-medium">{t('organization.access.person')}</legend>
      <SearchField label={t('organization.sessions.search')} text={text} onChange={setText} />
      <div className="mt-2 min-h-24">
        {shown.map((user) => (
          <label key={user.id} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name={choice}
              className="size-5 shrink-0 accent-accent"
              checked={user.id === chosen?.id}
              onChange={() => onChoose(user)}
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <bdi>{user.displayName}</bdi>{' '}
              <span className="text-sm text-muted">{t(`organization.roles.${user.role}`)}</span>
            </span>
          </label>
        ))}
        {users.data !== undefined && shown.length === 0 ? (
          <output className="block text-muted">{t('organization.list.nothing')}</output>
        ) : null}
      </div>
    </fieldset>
  );
}
