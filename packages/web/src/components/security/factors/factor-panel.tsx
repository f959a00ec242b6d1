import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Change } from './use-change.ts';

const ProofSheet = lazy(() => import('@rollcall/react/components/ending/proof-sheet.tsx'));

interface FactorPanelProps {
  readonly title: string;
  readonly lead: string;
  readonly change: Change;
  /** Whether a sheet is open that tells by itself what goes wrong. */
  readonly hasSheet?: boolean;
  readonly children: ReactNode;
}

/** A panel whose changes need a proof. */
export function FactorPanel({ title, lead, change, hasSheet = false, children }: FactorPanelProps) {
  const problemText = useProblemText();
  return (
    <Panel title={title} lead={lead}>
      {children}
      {change.error === null || hasSheet ? null : (
        <div className="mt-4">
          <Notice tone="end" says="alert">
            <p>{problemText(change.error)}</p>
          </Notice>
        </div>
      )}
      {change.proved.waiting === null ? null : (
        <Suspense fallback={null}>
          <ProofSheet proved={change.proved} />
        </Suspense>
      )}
    </Panel>
  );
}
