import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { LinkGate } from '../components/doors/link-gate.tsx';
import { ResetForm } from '../components/doors/reset-form.tsx';
import { useLinkSecret } from '../hooks/use-link-secret.ts';
import { useTitle } from '../hooks/use-title.ts';

/** Sets a new password with the link out of the mail. It signs nobody in. */
export default function ResetPage() {
  const { t } = useTranslation();
  useTitle(t('reset.title'));
  const secret = useLinkSecret();
  const [, navigate] = useLocation();
  return (
    <>
      <DoorTitle title={t('reset.title')} />
      <LinkGate
        secret={secret}
        purpose="password_reset"
        nextStep={
          <Link href="/forgot" className={buttonStyle('accent', 'w-full')}>
            {t('link.forgot')}
          </Link>
        }
      >
        {({ accountName }, secret) => (
          <>
            {accountName === null ? null : (
              <p className="-mt-4 mb-6 text-muted">{t('reset.for', { name: accountName })}</p>
            )}
            <ResetForm secret={secret} onDone={() => navigate('/sign-in?after=reset', { replace: true })} />
          </>
        )}
      </LinkGate>
    </>
  );
}
