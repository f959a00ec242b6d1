import type { Hold, ProofInput } from '@rollcall/client';
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProofForm } from './proof-form.tsx';

interface EndHeldProps {
  readonly hold: Hold;
  readonly isWorking: boolean;
  readonly error: string | undefined;
  readonly onProve: (proof: ProofInput) => void;
  readonly onTakeBack: () => void;
}

/** It is out already; the proof makes that last. */
export function EndHeld({ hold, isWorking, error, onProve, onTakeBack }: EndHeldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Notice tone="look" icon={ShieldAlert} says="status" title={t('hold.title')}>
        <p>{t('end.heldMore', { time: format.time(hold.lapsesAt) })}</p>
      </Notice>
      <ProofForm
        press={t('end.final')}
        tone="end"
        holdId={hold.id}
        onProve={onProve}
        isWorking={isWorking}
        error={error}
      >
        <Button onClick={onTakeBack}>{t('hold.takeBack')}</Button>
      </ProofForm>
    </>
  );
}
