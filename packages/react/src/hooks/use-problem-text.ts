import { useTranslation } from 'react-i18next';
import { useFormat } from '../language/viewer.tsx';
import { type Bounds, problemText } from '../text/problem-text.ts';

/** Turns an error into its sentence. */
export function useProblemText(): (error: unknown, bounds?: Bounds) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (error, bounds) => problemText(t, format, error, bounds);
}
