import type { FactorKind, PasskeyRequest, ProofInput, ProofWay } from '@rollcall/client';
import { KeySquare, Lock, type LucideIcon } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { useTry } from '../../hooks/use-try.ts';
import { askPasskey } from '../../passkey/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import type { ButtonTone } from '../../ui/button-style.ts';
import { factorIcons } from '../factor/factor-icons.ts';
import { OtherWays } from '../factor/other-ways.tsx';
import { ProofInputs } from './proof-inputs.tsx';

interface ProofFieldsProps {
  /** What may be given, the right one first. */
  readonly ways: readonly ProofWay[];
  /** What to ask a passkey for. */
  readonly onAsk: () => Promise<PasskeyRequest>;
  readonly onProve: (proof: ProofInput) => void;
  readonly passwordLabel: string;
  /** Whose password it is, for password managers, where the page does not know it otherwise. */
  readonly userName?: string | null;
  readonly press: string;
  readonly tone: ButtonTone;
  readonly isWorking: boolean;
  /** What was wrong with the last try. */
  readonly error?: string | undefined;
  /** What one can do instead. */
  readonly children?: ReactNode;
}

/** What each way takes. */
const parts: Readonly<Record<ProofWay, { readonly password: boolean; readonly second: FactorKind | null }>> = {
  passkey: { password: false, second: 'passkey' },
  password_and_passkey: { password: true, second: 'passkey' },
  password_and_code: { password: true, second: 'authenticator' },
  password_and_recovery_code: { password: true, second: 'recovery_codes' },
  password: { password: true, second: null },
};

/** Asks for the right proof first, and lets one choose another. */
export function ProofFields({ ways, onAsk, onProve, passwordLabel, press, tone, ...rest }: ProofFieldsProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [chosen, setChosen] = useState<ProofWay | null>(null);
  const ceremony = useTry();
  const way = chosen !== null && ways.includes(chosen) ? chosen : (ways[0] ?? 'password');
  const { password, second } = parts[way];
  const isWorking = rest.isWorking || ceremony.isWorking;
  const error = ceremony.error === null ? rest.error : problemText(ceremony.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWorking) return;
    const typed = proofOf(new FormData(event.currentTarget));
    if (second !== 'passkey') return onProve(typed);
    void ceremony.run(async () => onProve({ ...typed, passkey: await askPasskey(await onAsk()) }));
  };
  const others = ways.filter((other) => other !== way);
  return (
    <form onSubmit={submit} className="mt-4 space-y-4">
      {rest.userName === undefined ? null : (
        <input type="hidden" name="username" autoComplete="username" value={rest.userName ?? ''} readOnly />
      )}
      <ProofInputs
        key={second}
        hasPassword={password}
        second={second}
        passwordLabel={passwordLabel}
        error={isWorking ? undefined : error}
      />
      <div className="flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button type="submit" tone={tone} isWorking={isWorking}>
          {press}
        </Button>
        {rest.children}
      </div>
      <OtherWays
        ways={others.map((name) => ({ name, label: t(`proof.ways.${name}`), icon: iconOf(name) }))}
        onChoose={(name) => {
          ceremony.forget();
          setChosen(name);
        }}
      />
    </form>
  );
}

function iconOf(way: ProofWay): LucideIcon {
  const { second } = parts[way];
  if (second === null) return Lock;
  return way === 'password_and_passkey' ? KeySquare : factorIcons[second];
}

/** What was typed; a field that is not there gives nothing. */
function proofOf(typed: FormData): ProofInput {
  const text = (name: string) => typed.get(name)?.toString();
  const [password, code, recoveryCode] = [text('password'), text('code'), text('recovery-code')?.trim()];
  return {
    ...(password !== undefined && { password }),
    ...(code !== undefined && { code }),
    ...(recoveryCode !== undefined && { recoveryCode }),
  };
}
