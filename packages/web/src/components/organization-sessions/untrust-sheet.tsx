import type { OrganizationDevice } from '@rollcall/client';
import { useUntrustDevice } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';

interface UntrustSheetProps {
  readonly device: OrganizationDevice;
  readonly onClose: () => void;
}

/** Says what revoking trust means, and asks for a proof where that is missing. */
export default function UntrustSheet({ device, onClose }: UntrustSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const untrust = useUntrustDevice();
  const names = { device: deviceName(t, device), name: device.holder.displayName };
  const press = async () => {
    await untrust.mutateAsync(device.id);
    announce(t('organization.trust.revoked'));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.trust.ask', names)}
      press={t('organization.trust.revoke')}
      act={untrust}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.trust.more', names)}</p>
    </AskSheet>
  );
}
