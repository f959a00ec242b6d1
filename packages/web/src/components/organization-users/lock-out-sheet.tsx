import { useLockOut, useMe } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentIn } from '../../text/moment-in.ts';
import { AskSheet } from '../asking/ask-sheet.tsx';
import { DoneSheet } from '../asking/done-sheet.tsx';
import { LockOutPreview } from './lock-out-preview.tsx';
import { LockOutWhen, type When } from './lock-out-when.tsx';
import type { UserSheetProps } from './user-act.ts';

/** Somebody leaves: what ends, and when. */
export function LockOutSheet({ user: { id, displayName: name }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const format = useFormat();
  const organization = useMe().data?.organization.name ?? '';
  const lockOut = useLockOut();
  const [when, setWhen] = useState<When>({ is: 'now' });
  const ended = lockOut.data?.ended ?? null;
  if (ended !== null) {
    return (
      <DoneSheet title={t('organization.lockOut.done', { name })} receipt={ended.receipt} onClose={onClose}>
        <p>{t('organization.lockOut.doneMore', { organization })}</p>
        <p>{t('organization.lockOut.ended', { count: ended.count })}</p>
      </DoneSheet>
    );
  }
  const at = when.is === 'later' ? momentIn(when.shown, format.timeZone) : undefined;
  const press = async () => {
    const locked = await lockOut.mutateAsync({ id, ...(at !== undefined && { at }) });
    if (locked.ended !== null) return;
    announce(t('organization.lockOut.planned', { name, when: format.moment(locked.at) }));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.lockOut.ask', { name })}
      press={t(when.is === 'now' ? 'organization.lockOut.press' : 'organization.lockOut.pressLater')}
      isDisabled={when.is === 'later' && at === undefined}
      act={lockOut}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.lockOut.more', { organization })}</p>
      <LockOutPreview id={id} />
      <LockOutWhen when={when} onChange={setWhen} />
    </AskSheet>
  );
}
