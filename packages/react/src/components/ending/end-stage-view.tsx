import type { ProofInput } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { EndAsk } from './end-ask.tsx';
import { EndDone } from './end-done.tsx';
import { EndHeld } from './end-held.tsx';
import { EndSettled } from './end-settled.tsx';
import { ProofForm } from './proof-form.tsx';
import type { Ending } from './use-ending.ts';
import { useIsSettled } from './use-is-settled.ts';

interface EndStageViewProps {
  readonly ending: Ending;
  readonly open: NonNullable<Ending['open']>;
}

export function EndStageView({ ending, open }: EndStageViewProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const { target, stage, isWorking } = open;
  const error = open.error === null ? undefined : problemText(open.error);
  const isSettled = useIsSettled();
  const prove = (proof: ProofInput) => void ending.prove(proof);
  switch (stage.at) {
    case 'ask':
      return (
        <EndAsk
          target={target}
          isWorking={isWorking}
          error={error}
          onPress={() => void ending.press(target)}
          onCancel={ending.close}
        />
      );
    case 'prove-first':
      return (
        <>
          <Notice tone="look" says="status" title={t('end.proveFirst')}>
            <p>{t('end.proveFirstMore')}</p>
          </Notice>
          <ProofForm
            press={t(`end.press.${target.act}`)}
            tone="end"
            onProve={prove}
            isWorking={isWorking}
            error={error}
          >
            <Button onClick={ending.close}>{t('common.cancel')}</Button>
          </ProofForm>
        </>
      );
    case 'held': {
      if (isSettled(stage.hold) && !isWorking) return <EndSettled onClose={ending.close} />;
      const takeBack = async () => {
        if (await ending.takeBack(target, stage.hold)) announce(t('hold.takenBack'));
      };
      return (
        <EndHeld
          hold={stage.hold}
          isWorking={isWorking}
          error={error}
          onProve={prove}
          onTakeBack={() => void takeBack()}
        />
      );
    }
    default:
      return <EndDone outcome={stage.outcome} onClose={ending.close} />;
  }
}
