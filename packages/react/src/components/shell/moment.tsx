import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { useFormat } from '../../language/viewer.tsx';

interface MomentProps {
  /** Milliseconds UTC. */
  readonly at: number;
  /** `ago`: as far away as it is. `moment`: date and time. */
  readonly as: 'ago' | 'moment';
  /** Puts the words around it; `null` is just now. */
  readonly say?: (when: string | null) => string;
}

/** A point in time in a few words; the exact one on hover and for screen readers. */
export function Moment({ at, as, say }: MomentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const exact = format.exact(at);
  const when = as === 'moment' ? format.moment(at) : format.ago(at, now);
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {say === undefined ? (when ?? t('time.justNow')) : say(when)}
      <span className="sr-only"> ({exact})</span>
    </time>
  );
}
