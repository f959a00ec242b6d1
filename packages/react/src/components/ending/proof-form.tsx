import type { ProofInput } from '@rollcall/client';
import { useAskPasskeyForProof, useMe } from '@rollcall/client/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ButtonTone } from '../../ui/button-style.ts';
import { ProofFields } from './proof-fields.tsx';
import { ServiceProof } from './service-proof.tsx';

interface ProofFormProps {
  readonly press: string;
  readonly tone: ButtonTone;
  readonly onProve: (proof: ProofInput) => void;
  readonly isWorking: boolean;
  /** What was wrong with the last try. */
  readonly error?: string | undefined;
  /** What the proof is to make final. */
  readonly holdId?: string;
  /** What one can do instead. */
  readonly children?: ReactNode;
}

/** Asks for the proof where it is given: here, by the strongest that the account has, or by the service that signs it in. */
export function ProofForm({ holdId, ...props }: ProofFormProps) {
  const { t } = useTranslation();
  const { mutateAsync: ask } = useAskPasskeyForProof();
  const me = useMe().data;
  const service = me?.service ?? null;
  if (service !== null) {
    return (
      <ServiceProof service={service} tone={props.tone} holdId={holdId}>
        {props.children}
      </ServiceProof>
    );
  }
  return (
    <ProofFields {...props} ways={me?.proofs ?? ['password']} onAsk={() => ask()} passwordLabel={t('proof.password')} />
  );
}
