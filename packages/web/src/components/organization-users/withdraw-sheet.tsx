import type { Invitation } from '@rollcall/client';
import { useWithdrawInvitation } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';

interface WithdrawSheetProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

export default function WithdrawSheet({ invitation: { id, email }, onClose }: WithdrawSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const withdraw = useWithdrawInvitation();
  const press = async () => {
    await withdraw.mutateAsync(id);
    announce(t('organization.invite.withdrawn'));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.invite.withdrawAsk')}
      press={t('organization.invite.withdraw')}
      act={withdraw}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.invite.withdrawMore', { email })}</p>
    </AskSheet>
  );
}
