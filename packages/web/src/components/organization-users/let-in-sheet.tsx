import { useLetIn, useMe } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import type { UserSheetProps } from './user-act.ts';

export function LetInSheet({ user: { id, displayName: name }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const organization = useMe().data?.organization.name ?? '';
  const letIn = useLetIn();
  const press = async () => {
    await letIn.mutateAsync(id);
    announce(t('organization.lockOut.letInDone', { name }));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.lockOut.letInAsk', { name })}
      press={t('organization.lockOut.letIn')}
      tone="accent"
      act={letIn}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.lockOut.letInMore', { organization })}</p>
    </AskSheet>
  );
}
