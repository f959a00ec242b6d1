import { useResetFactors } from '@rollcall/client/react';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import { DoneSheet } from '../asking/done-sheet.tsx';
import type { UserSheetProps } from './user-act.ts';

/** The way back for somebody who has lost every second factor. Whoever presses has made sure who asks for it. */
export function ResetSheet({ user: { id, displayName: name }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const reset = useResetFactors();
  const [signsOut, setSignsOut] = useState(true);
  if (reset.data !== undefined) {
    return (
      <DoneSheet title={t('organization.reset.done')} receipt={reset.data.receipt} onClose={onClose}>
        <p>{t('organization.reset.doneMore', { name })}</p>
      </DoneSheet>
    );
  }
  return (
    <AskSheet
      title={t('organization.reset.ask', { name })}
      press={t('organization.reset.press')}
      act={reset}
      onPress={() => reset.mutateAsync({ id, signOut: signsOut })}
      onClose={onClose}
    >
      <p>{t('organization.reset.sure', { name })}</p>
      <p className="mt-2">{t('organization.reset.more')}</p>
      <div className="mt-2">
        <Checkbox
          label={t('organization.reset.signOut')}
          hint={t('organization.reset.signOutHint')}
          checked={signsOut}
          onChange={({ target }) => setSignsOut(target.checked)}
        />
      </div>
    </AskSheet>
  );
}
