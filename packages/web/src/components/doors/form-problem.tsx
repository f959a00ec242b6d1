import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';

/** Why the form did not go through; nothing where it did. */
export function FormProblem({ error }: { readonly error: Error | null }) {
  const problemText = useProblemText();
  if (error === null) return null;
  return (
    <Notice tone="end" says="alert">
      <p>{problemText(error)}</p>
    </Notice>
  );
}
