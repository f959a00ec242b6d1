import { useMe, useRemoveUser } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import { DoneSheet } from '../asking/done-sheet.tsx';
import type { UserSheetProps } from './user-act.ts';

export function RemoveSheet({ user: { id, displayName: name }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const organization = useMe().data?.organization.name ?? '';
  const remove = useRemoveUser();
  if (remove.data !== undefined) {
    return (
      <DoneSheet title={t('organization.remove.done', { name })} receipt={remove.data.receipt} onClose={onClose}>
        <p>{t('organization.remove.doneMore', { organization })}</p>
      </DoneSheet>
    );
  }
  return (
    <AskSheet
      title={t('organization.remove.ask', { name, organization })}
      press={t('organization.remove.press')}
      act={remove}
      onPress={() => remove.mutateAsync(id)}
      onClose={onClose}
    >
      <p>{t('organization.remove.more', { organization })}</p>
    </AskSheet>
  );
}
