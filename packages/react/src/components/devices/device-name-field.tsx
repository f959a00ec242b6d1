import type { Device } from '@rollcall/client';
import { useRenameDevice } from '@rollcall/client/react';
import { Check, X } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { deviceName } from '../../text/describe-client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';

interface DeviceNameFieldProps {
  readonly device: Device;
  readonly onDone: () => void;
}

/** Enter saves, Escape leaves, an empty name takes the owner's name back. */
export function DeviceNameField({ device, onDone }: DeviceNameFieldProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const rename = useRenameDevice({ of: 'me' });
  const [text, setText] = useState(deviceName(t, device));
  const field = useFocusOnMount<HTMLInputElement>();
  useEffect(() => field.current?.select(), [field]);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const name = text.trim() || null;
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
    <form onSubmit={save} className="w-full">
      <div className="flex items-center gap-1">
        <input
          ref={field}
          aria-label={t('devices.newName')}
          aria-invalid={rename.isError || undefined}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
          className="h-11 w-full max-w-72 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-base font-semibold"
        />
        <IconButton type="submit" icon={Check} label={t('common.save')} aria-busy={rename.isPending || undefined} />
        <IconButton icon={X} label={t('common.cancel')} onClick={onDone} />
      </div>
      {rename.isError ? (
        <p role="alert" className="mt-1 text-sm font-medium text-end">
          {problemText(rename.error)}
        </p>
      ) : null}
    </form>
  );
}
