import type { Factor } from '@rollcall/client';
import { useRemoveFactor } from '@rollcall/client/react';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import type { FactorSet } from './factor-set.ts';
import type { Change } from './use-change.ts';
import { useFactorName } from './use-factor-name.ts';

interface RemoveSheetProps {
  readonly factor: Factor;
  readonly set: FactorSet;
  readonly change: Change;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

/** Says what removing it means before it is done; the last one stays where the organization wants one. */
export function RemoveSheet({ factor, set, change, onRemoved, onClose }: RemoveSheetProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { mutateAsync: remove } = useRemoveFactor();
  const name = useFactorName()(factor);
  const isLast = set.isLast(factor);
  const press = () =>
    change.run(async () => {
      await remove(factor.id);
      onRemoved();
    });
  if (isLast && set.isRequired) {
    return (
      <Sheet title={t('factors.removeAsk', { name })} onClose={onClose}>
        <Notice tone="look">
          <p>{t('reason.factor_required')}</p>
        </Notice>
        <Button className="mt-4 w-full sm:w-auto" onClick={onClose}>
          {t('common.close')}
        </Button>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('factors.removeAsk', { name })} onClose={onClose}>
      <p>{t(isLast ? 'factors.removeLast' : `factors.removeMore.${factor.kind}`)}</p>
      {change.error === null ? null : (
        <div className="mt-4">
          <Notice tone="end" says="alert">
            <p>{problemText(change.error)}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button tone="end" isWorking={change.isWorking} onClick={() => void press()}>
          {t('factors.removePress')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </Sheet>
  );
}
