import type { Me } from '@rollcall/client';
import { useAskReauthentication } from '@rollcall/client/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { Button } from '../../ui/button.tsx';
import type { ButtonTone } from '../../ui/button-style.ts';
import { Notice } from '../../ui/notice.tsx';
import { usePageAddresses } from '../shell/page-link.tsx';
import { noteAskedHere } from './asked-here.ts';

interface ServiceProofProps {
  readonly service: NonNullable<Me['service']>;
  readonly tone: ButtonTone;
  readonly holdId?: string | undefined;
  /** What one can do instead. */
  readonly children?: ReactNode;
}

/** Leads to the service that signs the account in: it asks there, and sends its answer and the person back. */
export function ServiceProof({ service: { name, proves }, tone, holdId, children }: ServiceProofProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const ask = useAskReauthentication();
  const { confirm } = usePageAddresses();
  const leave = () =>
    ask.mutate(
      {
        ...(holdId !== undefined && { holdId }),
        ...(confirm !== undefined && { returnTo: new URL(confirm, window.location.href).href }),
      },
      {
        onSuccess: ({ url }) => {
          noteAskedHere(url);
          window.location.assign(url);
        },
      },
    );
  return (
    <div className="mt-4 space-y-4">
      <p>{t(proves ? 'proof.withServiceMore' : 'proof.nowhere', { service: name })}</p>
      {ask.error === null ? null : (
        <Notice tone="look" says="alert">
          <p>{problemText(ask.error)}</p>
        </Notice>
      )}
      <div className="flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        {proves ? (
          <Button tone={tone} isWorking={ask.isPending || ask.isSuccess} onClick={leave}>
            {t('proof.withService', { service: name })}
          </Button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
