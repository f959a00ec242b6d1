import type { OrganizationSessions, Receipt as ReceiptFacts } from '@rollcall/client';
import { useTerminateAllSessions, useTerminateSession } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { Receipt } from '@rollcall/react/components/ending/receipt.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useFocusOnMount } from '@rollcall/react/hooks/use-focus-on-mount.ts';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import type { EndTarget } from './end-target.ts';
import { EverythingAsk } from './everything-ask.tsx';
import { SessionsAsk } from './sessions-ask.tsx';

interface TerminateSheetProps {
  readonly target: EndTarget;
  readonly active: OrganizationSessions['active'];
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

/** One sheet from the question to the receipt: it says what will end, and asks for a proof where that is missing. */
export default function TerminateSheet({ target, active, onClose, onEnded }: TerminateSheetProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const proved = useProved();
  const some = useTerminateSession();
  const all = useTerminateAllSessions();
  const receipt = some.data?.receipt ?? all.data?.receipt;
  if (proved.waiting !== null) return <ProofSheet proved={proved} />;
  if (receipt !== undefined) return <Done target={target} receipt={receipt} onClose={onClose} />;
  const error = some.error ?? all.error;
  const says = error === null ? undefined : problemText(error);
  const end = (act: () => Promise<unknown>) =>
    void proved.run(async () => {
      await act();
      onEnded();
    });
  return target.what === 'everything' ? (
    <Sheet title={t('organization.end.everything')} onClose={onClose}>
      <EverythingAsk
        active={active}
        isWorking={all.isPending}
        error={says}
        onPress={(wish) => end(() => all.mutateAsync(wish))}
        onCancel={onClose}
      />
    </Sheet>
  ) : (
    <Sheet title={t('organization.end.sessions', { count: target.sessions.length })} onClose={onClose}>
      <SessionsAsk
        sessions={target.sessions}
        isWorking={some.isPending}
        error={says}
        onPress={() => end(() => some.mutateAsync(namedBy(target.sessions)))}
        onCancel={onClose}
      />
    </Sheet>
  );
}

function namedBy(sessions: readonly { readonly id: string }[]): string | readonly string[] {
  const ids = sessions.map(({ id }) => id);
  return ids.length === 1 ? (ids[0] ?? '') : ids;
}

interface DoneProps {
  readonly target: EndTarget;
  readonly receipt: ReceiptFacts;
  readonly onClose: () => void;
}

function Done({ target, receipt, onClose }: DoneProps) {
  const { t } = useTranslation();
  const close = useFocusOnMount<HTMLButtonElement>();
  const count = target.what === 'everything' ? 2 : target.sessions.length;
  return (
    <Sheet title={t('end.done', { count })} onClose={onClose}>
      <Notice tone="calm" says="status">
        <p>{t(target.what === 'everything' ? 'organization.end.toldLater' : 'organization.end.told')}</p>
      </Notice>
      <div className="mt-2">
        <Receipt receipt={receipt} />
      </div>
      <div className="mt-4 flex flex-col sm:flex-row-reverse">
        <Button ref={close} tone="accent" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Sheet>
  );
}
