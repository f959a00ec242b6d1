import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../../hooks/use-title.ts';
import { Logo } from '../../ui/logo.tsx';

/** Cookies named `__Host-` need https; over plain http on a network no sign-in would last. */
export default function NeedsHttps() {
  const { t } = useTranslation();
  useTitle(t('insecure.title'));
  return (
    <main className="mx-auto max-w-xl px-4 py-12">
      <Logo />
      <h1 className="mt-6 mb-4 text-2xl leading-8 font-semibold tracking-tight">{t('insecure.title')}</h1>
      <Notice tone="look">
        <p>{t('insecure.why', { origin: window.location.origin })}</p>
      </Notice>
      <h2 className="mt-6 mb-2 font-semibold">{t('insecure.what')}</h2>
      <ul className="list-disc space-y-2 pl-5">
        <li>{t('insecure.https')}</li>
        <li>{t('insecure.local')}</li>
        <li>{t('insecure.operator')}</li>
      </ul>
    </main>
  );
}
