import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { LinkGate } from '../components/doors/link-gate.tsx';
import { SetUpForm } from '../components/doors/set-up-form.tsx';
import { useLinkSecret } from '../hooks/use-link-secret.ts';
import { useTitle } from '../hooks/use-title.ts';

/** First run: the link that the terminal printed makes the first account. */
export default function SetUpPage() {
  const { t } = useTranslation();
  useTitle(t('setUp.title'));
  const secret = useLinkSecret();
  const [, navigate] = useLocation();
  return (
    <>
      <DoorTitle title={t('setUp.title')} lead={t('setUp.lead')} />
      <LinkGate
        secret={secret}
        purpose="setup"
        nextStep={
          <>
            <p className="mb-4">{t('link.setupAgain')}</p>
            <Link href="/sign-in" className={buttonStyle('plain', 'w-full')}>
              {t('link.toSignIn')}
            </Link>
          </>
        }
      >
        {(_, secret) => <SetUpForm secret={secret} onEntered={() => navigate('/', { replace: true })} />}
      </LinkGate>
    </>
  );
}
