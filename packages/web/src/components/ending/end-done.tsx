import type { Outcome } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { EndTarget } from './end-target.ts';
import { Receipt } from './receipt.tsx';

interface EndDoneProps {
  readonly target: EndTarget;
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

export function EndDone({ target, outcome, onClose }: EndDoneProps) {
  const { t } = useTranslation();
  const close = useFocusOnMount<HTMLButtonElement>();
  const isForgotten = target.act === 'removed' || target.act === 'lost';
  const many = target.act === 'others' ? outcome.count : 1;
  return (
    <>
      <Notice
        tone="calm"
        says="status"
        title={isForgotten ? t('end.doneRemoved') : t('end.done', { count: Math.max(1, many) })}
      >
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
