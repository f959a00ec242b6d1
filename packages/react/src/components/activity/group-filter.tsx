import type { LogGroup } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { logGroups } from '../../text/log-groups.ts';

interface GroupFilterProps {
  readonly group: LogGroup | undefined;
  readonly onChange: (group: LogGroup | undefined) => void;
}

export function GroupFilter({ group, onChange }: GroupFilterProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{t('activity.filter')}</legend>
      {[undefined, ...logGroups].map((choice) => (
        <label
          key={choice ?? 'all'}
          className="flex min-h-11 items-center rounded-lg px-3 font-medium text-muted transition-colors hover:bg-sunken hover:text-text has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="group"
            className="sr-only"
            checked={group === choice}
            onChange={() => onChange(choice)}
          />
          {t(`activity.groups.${choice ?? 'all'}`)}
        </label>
      ))}
    </fieldset>
  );
}
