import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { deviceName } from '../../text/describe-client.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { EndStageView } from './end-stage-view.tsx';
import type { EndTarget } from './end-target.ts';
import type { Ending } from './use-ending.ts';

/** One sheet from the question to the receipt. Loaded when it is first needed. */
export default function EndSheet({ ending }: { readonly ending: Ending }) {
  const title = useTitleOf();
  if (ending.open === null) return null;
  return (
    <Sheet title={title(ending.open)} onClose={ending.close}>
      <EndStageView ending={ending} open={ending.open} />
    </Sheet>
  );
}

function useTitleOf(): (open: NonNullable<Ending['open']>) => string {
  const { t } = useTranslation();
  return ({ target, stage }) => {
    if (stage.at === 'done') return doneTitle(t, target, stage.outcome.count);
    if (target.act === 'others') return t('end.ask.others', { count: target.devices.length });
    if (target.act === 'this') return t('end.ask.this');
    return t(`end.ask.${target.act}`, { device: deviceName(t, target.device) });
  };
}

function doneTitle(t: TFunction, { act }: EndTarget, count: number): string {
  if (act === 'removed' || act === 'lost') return t('end.doneRemoved');
  return t('end.done', { count: act === 'others' ? Math.max(1, count) : 1 });
}
