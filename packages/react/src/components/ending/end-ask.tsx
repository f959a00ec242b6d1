import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { devicesOf, type EndTarget } from './end-target.ts';
import { WhatEnds } from './what-ends.tsx';

interface EndAskProps {
  readonly target: EndTarget;
  readonly isWorking: boolean;
  readonly error: string | undefined;
  readonly onPress: () => void;
  readonly onCancel: () => void;
}

/** Says what will end. Its button shuts it out at once. */
export function EndAsk({ target, isWorking, error, onPress, onCancel }: EndAskProps) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t(`end.more.${target.act}`)}</p>
      <WhatEnds devices={devicesOf(target)} />
      {error === undefined ? null : (
        <div className="mt-4">
          <Notice tone="end" says="alert" title={t('end.failed')}>
            <p>{error}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button tone="end" onClick={onPress} isWorking={isWorking}>
          {t(`end.press.${target.act}`)}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}
