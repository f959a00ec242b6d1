import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { Invited } from '../components/doors/join/invited.tsx';
import { LinkGate } from '../components/doors/link-gate.tsx';
import { useLinkSecret } from '../hooks/use-link-secret.ts';
import { useTitle } from '../hooks/use-title.ts';

/** Where an invitation leads. Showing it uses nothing up; joining does. */
export default function JoinPage() {
  const { t } = useTranslation();
  useTitle(t('join.title'));
  const secret = useLinkSecret();
  const [visit, setVisit] = useState(0);
  const nextStep = (
    <>
      <p className="mb-4">{t('join.ask')}</p>
      <Link href="/sign-in" className={buttonStyle('plain', 'w-full')}>
        {t('link.toSignIn')}
      </Link>
    </>
  );
  return (
    <>
      <DoorTitle title={t('join.title')} />
      <LinkGate key={visit} secret={secret} purpose="invitation" nextStep={nextStep}>
        {({ invitation }, secret) =>
          invitation === null ? null : (
            <Invited invitation={invitation} secret={secret} onSignedOut={() => setVisit(visit + 1)} />
          )
        }
      </LinkGate>
    </>
  );
}
