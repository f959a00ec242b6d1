import { useMe } from '@rollcall/client/react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { Button } from '../../ui/button.tsx';
import type { ButtonTone } from '../../ui/button-style.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { ServiceProof } from './service-proof.tsx';

interface ProofFormProps {
  readonly press: string;
  readonly tone: ButtonTone;
  readonly onProve: (password: string) => void;
  readonly isWorking: boolean;
  /** What was wrong with the last try. */
  readonly error?: string | undefined;
  /** What the proof is to make final. */
  readonly holdId?: string;
  /** What one can do instead. */
  readonly children?: ReactNode;
}

/** Asks for the proof where it is given: the password here, or whatever the service asks that signs the account in. */
export function ProofForm(props: ProofFormProps) {
  const service = useMe().data?.service ?? null;
  if (service === null) return <PasswordProof {...props} />;
  return (
    <ServiceProof service={service} tone={props.tone} holdId={props.holdId}>
      {props.children}
    </ServiceProof>
  );
}

function PasswordProof({ press, tone, onProve, isWorking, error, children }: ProofFormProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const field = useFocusOnMount<HTMLInputElement>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWorking) onProve(password);
  };
  return (
    <form onSubmit={submit} className="mt-4 space-y-4">
      <PasswordField
        ref={field}
        label={t('proof.password')}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={error}
      />
      <div className="flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button type="submit" tone={tone} isWorking={isWorking}>
          {press}
        </Button>
        {children}
      </div>
    </form>
  );
}
