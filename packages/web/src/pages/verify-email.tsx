import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { LinkGate } from '../components/doors/link-gate.tsx';
import { VerifyForm } from '../components/doors/verify-form.tsx';
import { useLinkSecret } from '../hooks/use-link-secret.ts';
import { useTitle } from '../hooks/use-title.ts';

export default function VerifyEmailPage() {
  const { t } = useTranslation();
  useTitle(t('verifyEmail.title'));
  const secret = useLinkSecret();
  return (
    <>
      <DoorTitle title={t('verifyEmail.title')} />
      <LinkGate
        secret={secret}
        purpose="email_verification"
        nextStep={
          <Link href="/security" className={buttonStyle('accent', 'w-full')}>
            {t('link.toSecurity')}
          </Link>
        }
      >
        {({ accountName }, secret) => <VerifyForm secret={secret} accountName={accountName} />}
      </LinkGate>
    </>
  );
}
