import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface LoadProblemProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Something could not be fetched. */
export function LoadProblem({ error, onRetry }: LoadProblemProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <div className="mb-6">
      <Notice tone="look" says="alert">
        <p>{problemText(error)}</p>
        <Button className="mt-3" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </Notice>
    </div>
  );
}
