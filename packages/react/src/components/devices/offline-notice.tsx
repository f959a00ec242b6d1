import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { Notice } from '../../ui/notice.tsx';

interface OfflineNoticeProps {
  /** Whether the browser itself has a network. */
  readonly isOnline: boolean;
  /** When what is shown was fetched; `null` if nothing was. */
  readonly checkedAt: number | null;
}

export function OfflineNotice({ isOnline, checkedAt }: OfflineNoticeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text =
    checkedAt === null
      ? t('offline.never')
      : t(isOnline ? 'offline.unreachable' : 'offline.lastChecked', { time: format.moment(checkedAt) });
  return (
    <div className="mb-6">
      <Notice tone="info" icon={CloudOff} title={t('offline.title')} says="status">
        <p>{text}</p>
      </Notice>
    </div>
  );
}
