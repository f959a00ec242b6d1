import type { BegunAuthenticator } from '@rollcall/client';
import {
  useBeginAuthenticatorAtSignIn,
  useBeginPasskeyAtSignIn,
  useEnrolAuthenticatorAtSignIn,
  useEnrolPasskeyAtSignIn,
} from '@rollcall/client/react';
import { factorIcons } from '@rollcall/react/components/factor/factor-icons.ts';
import { useTry } from '@rollcall/react/hooks/use-try.ts';
import { hasPasskeys, makePasskey } from '@rollcall/react/passkey/passkeys.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthenticatorSetUp } from '../../factors/authenticator-set-up.tsx';
import { FormProblem } from '../form-problem.tsx';
import { FactorChoice } from './factor-choice.tsx';
import { TrustCheckbox } from './trust-checkbox.tsx';

interface FirstFactorProps {
  readonly trustDays: number | null;
  readonly onAdded: () => void;
  readonly onRefused: () => void;
  readonly onLeave: () => void;
}

/** Chooses and sets up the first second factor. */
export function FirstFactor({ trustDays, onAdded, onRefused, onLeave }: FirstFactorProps) {
  const { t } = useTranslation();
  const [begun, setBegun] = useState<BegunAuthenticator | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const attempt = useTry();
  const calls = useCalls();
  const trustDevice = () => form.current !== null && new FormData(form.current).get('trust') !== null;
  const tryTo = (work: () => Promise<unknown>) =>
    void attempt.run(() =>
      work().catch((error) => {
        onRefused();
        throw error;
      }),
    );
  const addPasskey = () =>
    tryTo(async () => {
      const passkey = await makePasskey(await calls.beginPasskey());
      await calls.enrolPasskey({ passkey, trustDevice: trustDevice() });
      onAdded();
    });
  const beginApp = () => tryTo(async () => setBegun(await calls.beginApp()));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (begun === null) return;
    const code = String(new FormData(event.currentTarget).get('code'));
    tryTo(async () => {
      await calls.enrolApp({ id: begun.id, code, trustDevice: trustDevice() });
      onAdded();
    });
  };
  return (
    <form ref={form} onSubmit={submit} className="space-y-4">
      <FormProblem error={attempt.error} />
      {begun === null ? (
        <div className="space-y-3">
          {hasPasskeys() ? (
            <FactorChoice
              icon={factorIcons.passkey}
              title={t('enrolment.passkey')}
              text={t('enrolment.passkeyMore')}
              isWorking={attempt.isWorking}
              onPress={addPasskey}
            />
          ) : null}
          <FactorChoice
            icon={factorIcons.authenticator}
            title={t('enrolment.authenticator')}
            text={t('enrolment.authenticatorMore')}
            isWorking={attempt.isWorking}
            onPress={beginApp}
          />
        </div>
      ) : (
        <AuthenticatorSetUp begun={begun} />
      )}
      <TrustCheckbox days={trustDays} />
      {begun === null ? null : (
        <Button type="submit" tone="accent" className="w-full" isWorking={attempt.isWorking}>
          {t('enrolment.finish')}
        </Button>
      )}
      <Button tone="bare" className="w-full" onClick={begun === null ? onLeave : () => setBegun(null)}>
        {t(begun === null ? 'signIn.other' : 'factors.anotherWay')}
      </Button>
    </form>
  );
}

function useCalls() {
  const { mutateAsync: beginPasskey } = useBeginPasskeyAtSignIn();
  const { mutateAsync: enrolPasskey } = useEnrolPasskeyAtSignIn();
  const { mutateAsync: beginApp } = useBeginAuthenticatorAtSignIn();
  const { mutateAsync: enrolApp } = useEnrolAuthenticatorAtSignIn();
  return { beginPasskey, enrolPasskey, beginApp, enrolApp };
}
