import { useHasPermission } from '@rollcall/client/react';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { SelectField } from '@rollcall/react/ui/select-field.tsx';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../lists/search-field.tsx';
import { type SessionFilter, spans, states, types } from './session-filter.ts';

const CountryField = lazy(() => import('./country-field.tsx'));

interface FilterBarProps {
  readonly filter: SessionFilter;
  readonly onChange: (filter: SessionFilter) => void;
}

/** Whose sessions, and which: in fields of the browser's own. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const maySeePlaces = useHasPermission('platform.places.view');
  return (
    <div className="mb-4 space-y-3">
      <SearchField
        label={t('organization.sessions.search')}
        text={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        <SelectField
          label={t('organization.sessions.state')}
          value={filter.state}
          onChange={({ target }) => onChange({ ...filter, state: target.value as SessionFilter['state'] })}
        >
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`organization.sessions.states.${state}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('organization.sessions.type')}
          value={filter.type}
          onChange={({ target }) => onChange({ ...filter, type: target.value as SessionFilter['type'] })}
        >
          <option value="">{t('organization.sessions.anyType')}</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {t(`device.plain.${type}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('organization.sessions.signedIn')}
          value={filter.span}
          onChange={({ target }) => onChange({ ...filter, span: target.value as SessionFilter['span'] })}
        >
          {spans.map((span) => (
            <option key={span} value={span}>
              {t(`organization.sessions.spans.${span}`)}
            </option>
          ))}
        </SelectField>
        {filter.showsPlaces ? (
          <Suspense fallback={<span />}>
            <CountryField country={filter.country} onChange={(country) => onChange({ ...filter, country })} />
          </Suspense>
        ) : null}
      </div>
      {maySeePlaces ? (
        <Checkbox
          label={t('organization.sessions.places')}
          hint={t('organization.sessions.placesHint')}
          checked={filter.showsPlaces}
          onChange={({ target }) => onChange({ ...filter, showsPlaces: target.checked, country: '' })}
        />
      ) : null}
    </div>
  );
}
