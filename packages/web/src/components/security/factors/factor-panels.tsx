import { useFactors } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthenticatorPanel } from './authenticator-panel.tsx';
import { ChangedNotice } from './changed-notice.tsx';
import { factorSet } from './factor-set.ts';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';

/** Second factors: what there is, and what to add. */
export default function FactorPanels() {
  const { t } = useTranslation();
  const { data, error, refetch } = useFactors();
  const [changed, setChanged] = useState<{ readonly what: string } | null>(null);
  if (error !== null && data === undefined) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-160 rounded-xl" />;
  const set = factorSet(data);
  const props = { set, onChanged: (what: string) => setChanged({ what }) };
  return (
    <>
      {changed === null ? null : (
        <ChangedNotice key={changed.what} what={changed.what} onDone={() => setChanged(null)} />
      )}
      {set.isRequired ? (
        <Notice tone="info" title={t('factors.required')}>
          <p>{t(set.asks ? 'factors.requiredMet' : 'factors.requiredNext')}</p>
        </Notice>
      ) : null}
      <PasskeysPanel {...props} />
      <AuthenticatorPanel {...props} />
      <RecoveryPanel {...props} />
    </>
  );
}
