import type { Device } from '@rollcall/client';
import { useUntrustDevice } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { useFormat } from '../../language/viewer.tsx';
import { deviceName } from '../../text/describe-client.ts';
import { Button } from '../../ui/button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { useIsActing } from './acting.ts';

interface DeviceTrustProps {
  readonly device: Device;
  readonly isOffline: boolean;
}

/** That the device goes without the second factor, until when, and the press that ends it at once. */
export function DeviceTrust({ device, isOffline }: DeviceTrustProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const untrust = useUntrustDevice({ of: 'me' });
  const isActing = useIsActing();
  if (device.trust === null) return null;
  const askAgain = () =>
    untrust.mutate(device.id, {
      onSuccess: () => announce(t('devices.trust.ended', { device: deviceName(t, device) })),
    });
  return (
    <section className="mb-4 border-t border-line pt-4">
      <h4 className="mb-1 font-semibold">{t('devices.trust.title')}</h4>
      <p>{t('devices.trust.more', { moment: format.moment(device.trust.until) })}</p>
      {isActing ? null : (
        <Button className="mt-3" disabled={isOffline} isWorking={untrust.isPending} onClick={askAgain}>
          {t('devices.trust.askAgain')}
        </Button>
      )}
      {untrust.error === null ? null : (
        <p role="alert" className="mt-2 text-sm font-medium text-ending">
          {problemText(untrust.error)}
        </p>
      )}
    </section>
  );
}
