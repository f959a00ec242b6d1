import { useHasPermission } from '@rollcall/client/react';
import { GroupFilter } from '@rollcall/react/components/activity/group-filter.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Wanted } from './wanted.ts';

interface LogFiltersProps {
  readonly wanted: Wanted;
  readonly onChange: (change: Partial<Wanted>) => void;
}

/** What kind, since when, about whom; whom is chosen in the list itself. */
export function LogFilters({ wanted, onChange }: LogFiltersProps) {
  const { t } = useTranslation();
  const seesPlaces = useHasPermission('platform.places.view');
  return (
    <div className="space-y-3 pb-4">
      <GroupFilter group={wanted.group} onChange={(group) => onChange({ group })} />
      <div className="grid gap-3 sm:max-w-md sm:grid-cols-2">
        <TextField
          label={t('organization.log.from')}
          type="date"
          value={wanted.fromDay}
          max={wanted.toDay || undefined}
          onChange={({ target }) => onChange({ fromDay: target.value })}
        />
        <TextField
          label={t('organization.log.to')}
          type="date"
          value={wanted.toDay}
          min={wanted.fromDay || undefined}
          onChange={({ target }) => onChange({ toDay: target.value })}
        />
      </div>
      {seesPlaces ? (
        <Checkbox
          label={t('organization.log.places')}
          hint={t('organization.log.placesHint')}
          checked={wanted.places === 'shown'}
          onChange={({ target }) => onChange({ places: target.checked ? 'shown' : 'left_out' })}
        />
      ) : null}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {wanted.member === null ? null : (
          <Chip onRemove={() => onChange({ member: null })}>
            {t('organization.log.onlyAbout', { name: wanted.member.name })}
          </Chip>
        )}
        {wanted.actor === null ? null : (
          <Chip onRemove={() => onChange({ actor: null })}>
            {t('organization.log.onlyBy', { name: wanted.actor.name })}
          </Chip>
        )}
      </div>
    </div>
  );
}

function Chip({ onRemove, children }: { readonly onRemove: () => void; readonly children: string }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex min-h-11 max-w-full items-center rounded-lg bg-accent-soft pl-3 font-medium text-accent">
      <span className="min-w-0 truncate">{children}</span>
      <button
        type="button"
        aria-label={t('organization.log.remove', { what: children })}
        className="flex size-11 shrink-0 items-center justify-center rounded-lg"
        onClick={onRemove}
      >
        <X size={16} aria-hidden />
      </button>
    </span>
  );
}
