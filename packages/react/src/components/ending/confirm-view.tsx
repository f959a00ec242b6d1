import { useConfirmHold, useFinishReauthentication } from '@rollcall/client/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { buttonStyle } from '../../ui/button-style.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageLink, usePageAddresses } from '../shell/page-link.tsx';
import { wasAskedHere } from './asked-here.ts';
import { Receipt } from './receipt.tsx';

const own = { of: 'me' } as const;

interface ConfirmViewProps {
  readonly requestId: string | null;
  /** What only the browser has that the service sent back. */
  readonly secret: string | null;
}

interface Answered {
  readonly requestId: string;
  readonly secret: string;
}

/** Where somebody comes back to whom a service has asked who they are: finishes what waited for it. */
export function ConfirmView({ requestId, secret }: ConfirmViewProps) {
  const { t } = useTranslation();
  const { devices } = usePageAddresses();
  return (
    <div className="max-w-xl space-y-4">
      {requestId === null || secret === null ? (
        <Notice tone="look" says="alert" title={t('confirm.missing')}>
          <p>{t('confirm.missingMore')}</p>
        </Notice>
      ) : (
        <Finish requestId={requestId} secret={secret} />
      )}
      {devices === undefined ? null : (
        <PageLink href={devices} className={buttonStyle('accent')}>
          {t('confirm.toDevices')}
        </PageLink>
      )}
    </div>
  );
}

function Finish(answered: Answered) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { finish, confirm } = useFinishing(answered);
  const error = finish.error ?? confirm.error;
  if (error !== null) {
    return (
      <Notice tone="look" says="alert">
        <p>{problemText(error)}</p>
      </Notice>
    );
  }
  if (confirm.isSuccess) {
    return (
      <Notice tone="calm" says="status" title={t('confirm.ended')}>
        <p>{t('end.doneMore')}</p>
        <Receipt receipt={confirm.data.receipt} />
      </Notice>
    );
  }
  if (!finish.isSuccess || confirm.isPending) return <output>{t('confirm.working')}</output>;
  if (finish.data.holdId !== null) {
    return (
      <Notice tone="look" says="alert" title={t('confirm.waits')}>
        <p>{t('confirm.waitsMore')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" says="status" title={t('confirm.done')}>
      <p>{t('confirm.doneMore')}</p>
    </Notice>
  );
}

/**
 * Once, however often React runs the effect: what the service answered can be used a single time. Only what was pressed in this
 * browser becomes final with it: the proof of somebody who was led here must not end what a thief pressed in a copy of the session.
 */
function useFinishing({ requestId, secret }: Answered) {
  const finish = useFinishReauthentication();
  const confirm = useConfirmHold(own);
  const begun = useRef(false);
  const { mutateAsync: use } = finish;
  const { mutateAsync: makeFinal } = confirm;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    use({ requestId, secret })
      .then(({ holdId }) => (holdId !== null && wasAskedHere(requestId) ? makeFinal(holdId) : undefined))
      .catch(() => undefined);
  }, [requestId, secret, use, makeFinal]);
  return { finish, confirm };
}
