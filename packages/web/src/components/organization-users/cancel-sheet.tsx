import { useCancelLockOut } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import type { UserSheetProps } from './user-act.ts';

export function CancelSheet({ user: { id, displayName: name }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const cancel = useCancelLockOut();
  const press = async () => {
    await cancel.mutateAsync(id);
    announce(t('organization.lockOut.cancelled'));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.lockOut.cancelAsk')}
      press={t('organization.lockOut.cancel')}
      tone="accent"
      act={cancel}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.lockOut.cancelMore', { name })}</p>
    </AskSheet>
  );
}
