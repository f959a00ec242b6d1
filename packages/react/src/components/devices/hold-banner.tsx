import type { Hold } from '@rollcall/client';
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { deviceName } from '../../text/describe-client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { EndTarget } from '../ending/end-target.ts';

interface HoldBannerProps {
  readonly hold: Hold;
  readonly target: EndTarget;
  readonly isOffline: boolean;
  readonly onConfirm: () => void;
  readonly onTakeBack: () => void;
}

/** Something waits for its proof. Only the session that pressed may settle it. */
export function HoldBanner({ hold, target, isOffline, onConfirm, onTakeBack }: HoldBannerProps) {
  const { t } = useTranslation();
  const time = useFormat().time(hold.lapsesAt);
  const whose = hold.isMine ? 'mine' : 'others';
  const text =
    target.act === 'others'
      ? t(`hold.${whose}Many`, { time })
      : t(`hold.${whose}`, { time, device: deviceName(t, target.device) });
  return (
    <Notice tone="look" icon={ShieldAlert} title={t('hold.title')}>
      <p>{text}</p>
      {hold.isMine ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button tone="accent" onClick={onConfirm} disabled={isOffline}>
            {t('hold.confirm')}
          </Button>
          <Button onClick={onTakeBack} disabled={isOffline}>
            {t('hold.takeBack')}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}
