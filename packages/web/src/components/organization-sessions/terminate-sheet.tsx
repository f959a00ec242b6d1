import type { OrganizationSessions } from '@rollcall/client';
import { useTerminateAllSessions, useTerminateSession } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import { DoneSheet } from '../asking/done-sheet.tsx';
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
  if (receipt !== undefined) {
    const isAll = target.what === 'everything';
    const count = isAll ? 2 : target.sessions.length;
    return (
      <DoneSheet title={t('end.done', { count })} receipt={receipt} onClose={onClose}>
        <p>{isAll ? t('organization.end.toldLater') : t('organization.end.told', { count })}</p>
      </DoneSheet>
    );
  }
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
