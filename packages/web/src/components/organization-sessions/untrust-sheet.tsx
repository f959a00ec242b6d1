import type { OrganizationDevice } from '@rollcall/client';
import { useUntrustDevice } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import { AskButtons } from './ask-buttons.tsx';

interface UntrustSheetProps {
  readonly device: OrganizationDevice;
  readonly onClose: () => void;
}

/** Says what revoking trust means, and asks for a proof where that is missing. */
export default function UntrustSheet({ device, onClose }: UntrustSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const proved = useProved();
  const untrust = useUntrustDevice();
  if (proved.waiting !== null) return <ProofSheet proved={proved} />;
  const names = { device: deviceName(t, device), name: device.holder.displayName };
  const press = () =>
    void proved.run(async () => {
      await untrust.mutateAsync(device.id);
      announce(t('organization.trust.revoked'));
      onClose();
    });
  return (
    <Sheet title={t('organization.trust.ask', names)} onClose={onClose}>
      <p>{t('organization.trust.more', names)}</p>
      <AskButtons
        press={t('organization.trust.revoke')}
        isWorking={untrust.isPending}
        error={untrust.error === null ? undefined : problemText(untrust.error)}
        onPress={press}
        onCancel={onClose}
      />
    </Sheet>
  );
}
