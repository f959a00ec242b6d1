import type { Outcome } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChangePasswordHint } from './change-password-hint.tsx';
import { Receipt } from './receipt.tsx';

interface EndDoneProps {
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

export function EndDone({ outcome, onClose }: EndDoneProps) {
  const { t } = useTranslation();
  const close = useFocusOnMount<HTMLButtonElement>();
  return (
    <>
      <Notice tone="calm" says="status">
        <p>{t('end.doneMore')}</p>
      </Notice>
      <div className="mt-2">
        <Receipt receipt={outcome.receipt} />
      </div>
      <ChangePasswordHint onLeave={onClose} />
      <div className="mt-4 flex flex-col sm:flex-row-reverse">
        <Button ref={close} tone="accent" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}
