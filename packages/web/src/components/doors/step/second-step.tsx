import type { FactorKind, SignInStep } from '@rollcall/client';
import { useAskPasskeyAtStep, useSecondStep } from '@rollcall/client/react';
import { factorIcons } from '@rollcall/react/components/factor/factor-icons.ts';
import { OtherWays } from '@rollcall/react/components/factor/other-ways.tsx';
import { useTry } from '@rollcall/react/hooks/use-try.ts';
import { askPasskey } from '@rollcall/react/passkey/passkeys.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DoorTitle } from '../door-title.tsx';
import { LostFactors } from './lost-factors.tsx';
import { SecondStepInput } from './second-step-input.tsx';
import { StepProblem } from './step-problem.tsx';
import { TrustCheckbox } from './trust-checkbox.tsx';

interface SecondStepProps {
  readonly step: SignInStep;
  readonly onEntered: () => void;
  /** An answer was refused: it may have been the last that was taken. */
  readonly onRefused: () => void;
  readonly onLeave: () => void;
}

/** The password was right: the right second factor first, and any other that the account has. */
export default function SecondStep({ step: { factors, trustDays }, onEntered, onRefused, onLeave }: SecondStepProps) {
  const { t } = useTranslation();
  const { mutateAsync: finish } = useSecondStep();
  const { mutateAsync: ask } = useAskPasskeyAtStep();
  const attempt = useTry();
  const [chosen, setChosen] = useState<FactorKind | null>(null);
  const way = chosen ?? factors[0] ?? 'recovery_codes';
  const answerOf = async (typed: FormData) => {
    if (way === 'passkey') return { passkey: await askPasskey(await ask()) };
    const text = String(typed.get(way === 'authenticator' ? 'code' : 'recovery-code')).trim();
    return way === 'authenticator' ? { code: text } : { recoveryCode: text };
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    void attempt.run(async () => {
      const answer = await answerOf(typed);
      await finish({ ...answer, trustDevice: typed.get('trust') !== null }).catch((error) => {
        onRefused();
        throw error;
      });
      onEntered();
    });
  };
  const choose = (kind: FactorKind) => {
    attempt.forget();
    setChosen(kind);
  };
  return (
    <>
      <DoorTitle title={t('secondStep.title')} lead={t(`secondStep.lead.${way}`)} />
      <form onSubmit={submit} className="space-y-4">
        <StepProblem error={attempt.error} way={way} />
        <SecondStepInput key={way} way={way} />
        <TrustCheckbox days={trustDays} />
        <Button type="submit" tone="accent" className="w-full" isWorking={attempt.isWorking}>
          {t(`secondStep.submit.${way}`)}
        </Button>
        <OtherWays
          ways={factors
            .filter((kind) => kind !== way)
            .map((name) => ({ name, label: t(`secondStep.instead.${name}`), icon: factorIcons[name] }))}
          onChoose={choose}
        />
        <LostFactors hasRecoveryCodes={factors.includes('recovery_codes')} />
        <Button tone="bare" className="w-full" onClick={onLeave}>
          {t('signIn.other')}
        </Button>
      </form>
    </>
  );
}
