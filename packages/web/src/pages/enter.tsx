import { useTranslation } from 'react-i18next';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { EnterForm } from '../components/doors/enter-form.tsx';
import { LinkGate } from '../components/doors/link-gate.tsx';
import { useLinkSecret } from '../hooks/use-link-secret.ts';
import { useTitle } from '../hooks/use-title.ts';

/** Where the link of a service leads. Showing it uses nothing up; the press does. */
export default function EnterPage() {
  const { t } = useTranslation();
  useTitle(t('enter.title'));
  return (
    <>
      <DoorTitle title={t('enter.title')} />
      <LinkGate secret={useLinkSecret()} purpose="handover" nextStep={<p>{t('enter.again')}</p>}>
        {({ accountName, serviceName }, secret) => (
          <EnterForm secret={secret} accountName={accountName ?? ''} serviceName={serviceName ?? ''} />
        )}
      </LinkGate>
    </>
  );
}
