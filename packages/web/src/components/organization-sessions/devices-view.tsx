import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../lists/search-field.tsx';
import { useSettled } from '../lists/use-settled.ts';
import { DevicesFound } from './devices-found.tsx';

/** Everybody's devices that hold something in the organization. */
export default function OrganizationDevicesView() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { value: search } = useSettled(text.trim());
  return (
    <>
      <div className="mb-4">
        <SearchField label={t('organization.sessions.search')} text={text} onChange={setText} />
      </div>
      <DevicesFound
        wanted={search === '' ? {} : { search }}
        among="everybody"
        onClear={text.trim() === '' ? undefined : () => setText('')}
        only={() => t('organization.sessions.onlyYourDevice')}
      />
    </>
  );
}
