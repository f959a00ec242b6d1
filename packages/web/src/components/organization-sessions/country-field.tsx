import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { SelectField } from '@rollcall/react/ui/select-field.tsx';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countryCodes } from './country-codes.ts';

interface CountryFieldProps {
  readonly country: string;
  readonly onChange: (country: string) => void;
}

/** All countries by their names, which come with this field: only whoever asks for places sees it. */
export default function CountryField({ country, onChange }: CountryFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const countries = useMemo(
    () =>
      countryCodes
        .map((code) => ({ code, name: format.country(code) }))
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    [format],
  );
  return (
    <SelectField
      label={t('organization.sessions.country')}
      value={country}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t('organization.sessions.anyCountry')}</option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
