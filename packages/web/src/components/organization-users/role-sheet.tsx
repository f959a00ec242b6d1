import { useAssignRole } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import { RoleField } from './role-field.tsx';
import type { UserSheetProps } from './user-act.ts';

export function RoleSheet({ user: { id, displayName: name, role: from, isMe }, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const assign = useAssignRole();
  const [role, setRole] = useState(from);
  const press = async () => {
    await assign.mutateAsync({ id, role });
    announce(t('organization.users.roleDone', { name, role: t(`organization.roles.${role}`) }));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.users.roleAsk', { name })}
      press={t('organization.users.rolePress')}
      tone="accent"
      isDisabled={role === from}
      act={assign}
      onPress={press}
      onClose={onClose}
    >
      <RoleField role={role} onChange={setRole} />
      <p className="mt-3 text-muted">{t(isMe ? 'organization.users.roleOwn' : 'organization.users.roleMore')}</p>
    </AskSheet>
  );
}
