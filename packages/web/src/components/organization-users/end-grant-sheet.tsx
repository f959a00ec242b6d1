import type { Grant } from '@rollcall/client';
import { useEndGrant } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';

interface EndGrantSheetProps {
  readonly grant: Grant;
  readonly onClose: () => void;
}

export default function EndGrantSheet({ grant: { id, user, holder }, onClose }: EndGrantSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const end = useEndGrant();
  const names = { holder: holder.displayName, name: user.displayName };
  const press = async () => {
    await end.mutateAsync(id);
    announce(t('organization.access.ended', names));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.access.endAsk', names)}
      press={t('organization.access.end')}
      act={end}
      onPress={press}
      onClose={onClose}
    >
      <p>{t('organization.access.endMore', names)}</p>
    </AskSheet>
  );
}
