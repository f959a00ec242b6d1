import type { Grant } from '@rollcall/client';
import { useGrants } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useAnnounce } from '../shell/announcer.tsx';

interface EndGrantSheetProps {
  readonly grant: Grant;
  readonly side: 'onMe' | 'held';
  readonly onClose: () => void;
}

/** Says what ending it means. It needs no proof: nobody gains anything by it. */
export default function EndGrantSheet({ grant: { id, user, holder }, side, onClose }: EndGrantSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const { end } = useGrants();
  const { displayName: name } = side === 'onMe' ? holder : user;
  const press = () =>
    end.mutate(id, {
      onSuccess: () => {
        announce(t('doorsList.actEnded'));
        onClose();
      },
    });
  return (
    <Sheet title={t(`doorsList.actEndAsk.${side}`, { name })} onClose={onClose}>
      <p>{t(`doorsList.actEndMore.${side}`)}</p>
      {end.error === null ? null : (
        <div className="mt-4">
          <Notice tone="end" says="alert" title={t('end.failed')}>
            <p>{problemText(end.error)}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button tone="end" isWorking={end.isPending} onClick={press}>
          {t('doorsList.actEnd')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </Sheet>
  );
}
