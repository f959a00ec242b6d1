import { useHasPermission } from '@rollcall/client/react';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../lists/search-field.tsx';
import type { Places } from './places.ts';

const CountryField = lazy(() => import('./country-field.tsx'));

interface FilterFrameProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly places: Places;
  readonly onPlaces: (places: Places) => void;
  /** What else narrows the list, field by field. */
  readonly children: ReactNode;
}

/** Whose, and which: in fields of the browser's own. */
export function FilterFrame({ search, onSearch, places, onPlaces, children }: FilterFrameProps) {
  const { t } = useTranslation();
  const maySeePlaces = useHasPermission('platform.places.view');
  return (
    <div className="mb-4 space-y-3">
      <SearchField label={t('organization.sessions.search')} text={search} onChange={onSearch} />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {children}
        {places.showsPlaces ? (
          <Suspense fallback={<span />}>
            <CountryField country={places.country} onChange={(country) => onPlaces({ ...places, country })} />
          </Suspense>
        ) : null}
      </div>
      {maySeePlaces ? (
        <Checkbox
          label={t('organization.sessions.places')}
          hint={t('organization.sessions.placesHint')}
          checked={places.showsPlaces}
          onChange={({ target }) => onPlaces({ showsPlaces: target.checked, country: '' })}
        />
      ) : null}
    </div>
  );
}
