import type { Outcome } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
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
      <p className="text-muted">
        {t('end.next')}{' '}
        <Link href="/security" onClick={onClose} className="font-medium text-accent underline underline-offset-4">
          {t('end.changePassword')}
        </Link>
      </p>
      <div className="mt-4 flex flex-col sm:flex-row-reverse">
        <Button ref={close} tone="accent" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}
