import { DevicesView } from '@rollcall/react/components/devices/devices-view.tsx';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../hooks/use-title.ts';

/** Home: who can get in, is all of it mine, and how do I shut one out. */
export default function DevicesPage() {
  const { t } = useTranslation();
  useTitle(t('devices.title'));
  return (
    <>
      <h1 className="sr-only">{t('devices.title')}</h1>
      <DevicesView />
    </>
  );
}
