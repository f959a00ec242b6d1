import type { Device } from '@rollcall/client';
import { useRenameDevice } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { deviceName } from '../../text/describe-client.ts';
import { NameField } from '../../ui/name-field.tsx';
import { useAnnounce } from '../shell/announcer.tsx';

interface DeviceNameFieldProps {
  readonly device: Device;
  readonly onDone: () => void;
}

/** An empty name takes the owner's name back. */
export default function DeviceNameField({ device, onDone }: DeviceNameFieldProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const rename = useRenameDevice({ of: 'me' });
  const save = (typed: string) => {
    const name = typed || null;
    if (name === device.name || name === deviceName(t, device)) return onDone();
    rename.mutate(
      { id: device.id, name },
      {
        onSuccess: () => {
          announce(name === null ? t('devices.nameTakenBack') : t('devices.renamed', { name }));
          onDone();
        },
      },
    );
  };
  return (
    <NameField
      label={t('devices.newName')}
      from={deviceName(t, device)}
      isWorking={rename.isPending}
      error={rename.error === null ? undefined : problemText(rename.error)}
      onSave={save}
      onLeave={onDone}
    />
  );
}
