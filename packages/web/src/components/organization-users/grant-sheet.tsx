import type { OrganizationUser } from '@rollcall/client';
import { useMakeGrant } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAfter, startOfDay } from '../../text/start-of-day.ts';
import { AskSheet } from '../asking/ask-sheet.tsx';
import { PersonPicker } from './person-picker.tsx';
import type { UserSheetProps } from './user-act.ts';

/** Chooses who may act on behalf of somebody, and until when. */
export default function GrantSheet({ user: { id, displayName: name }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { timeZone } = useFormat();
  const make = useMakeGrant();
  const [holder, setHolder] = useState<OrganizationUser | null>(null);
  const [lastDay, setLastDay] = useState('');
  const names = { holder: holder?.displayName ?? '', name };
  const press = async () => {
    if (holder === null) return;
    const expiresAt = startOfDay(dayAfter(lastDay), timeZone);
    await make.mutateAsync({ id, holderId: holder.id, ...(expiresAt !== undefined && { expiresAt }) });
    announce(t('organization.access.made', names));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.access.ask', { name })}
      press={holder === null ? t('organization.access.press') : t('organization.access.pressNamed', names)}
      tone="accent"
      isDisabled={holder === null}
      act={make}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.access.more', { name })}</p>
      <PersonPicker chosen={holder} without={id} onChoose={setHolder} />
      <TextField
        className="mt-4 sm:max-w-56"
        label={t('organization.access.lastDay')}
        hint={t('organization.access.lastDayHint')}
        type="date"
        value={lastDay}
        onChange={({ target }) => setLastDay(target.value)}
      />
    </AskSheet>
  );
}
