import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ProofForm } from './proof-form.tsx';
import type { Proved } from './use-proved.ts';

/** Asks for the proof that an act lacked. */
export default function ProofSheet({ proved }: { readonly proved: Proved }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { waiting } = proved;
  if (waiting === null) return null;
  return (
    <Sheet title={t('proof.title')} onClose={proved.close}>
      <p>{t('proof.more')}</p>
      <ProofForm
        press={t('proof.confirm')}
        tone="accent"
        onProve={(proof) => void proved.prove(proof)}
        isWorking={waiting.isWorking}
        error={waiting.error === null ? undefined : problemText(waiting.error)}
      >
        <Button onClick={proved.close}>{t('common.cancel')}</Button>
      </ProofForm>
    </Sheet>
  );
}
