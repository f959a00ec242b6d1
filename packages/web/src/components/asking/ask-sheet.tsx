import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import type { ReactNode } from 'react';
import { AskButtons } from './ask-buttons.tsx';

interface AskSheetProps {
  readonly title: string;
  /** What the button says. */
  readonly press: string;
  readonly tone?: 'end' | 'accent';
  readonly isDisabled?: boolean;
  /** How the act stands. */
  readonly act: { readonly isPending: boolean; readonly error: Error | null };
  readonly onPress: () => Promise<unknown>;
  readonly onClose: () => void;
  /** What the act means. */
  readonly children: ReactNode;
}

/** Says what an act means before it is done, and asks for a proof where that is missing. */
export function AskSheet({ title, act, onPress, onClose, children, ...button }: AskSheetProps) {
  const problemText = useProblemText();
  const proved = useProved();
  if (proved.waiting !== null) return <ProofSheet proved={proved} />;
  return (
    <Sheet title={title} onClose={onClose}>
      {children}
      <AskButtons
        {...button}
        isWorking={act.isPending}
        error={act.error === null ? undefined : problemText(act.error)}
        onPress={() => void proved.run(onPress)}
        onCancel={onClose}
      />
    </Sheet>
  );
}
