import type { OrganizationUser } from '@rollcall/client';
import { useDoors, useStartPasswordReset } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import type { UserSheetProps } from './user-act.ts';

/** Starts a reset of somebody's password, without getting to see anything of it. Where no mail can go, it says who can. */
export function PasswordSheet({ user, onClose }: UserSheetProps) {
  const mails = useDoors().data?.mailConfigured ?? true;
  const email = user.loginNames.find(({ kind }) => kind === 'email')?.name;
  if (!mails) return <ByHand user={user} lacks="mail" onClose={onClose} />;
  if (email === undefined) return <ByHand user={user} lacks="address" onClose={onClose} />;
  return <SendLink user={user} email={email} onClose={onClose} />;
}

function SendLink({ user: { id, displayName: name }, email, onClose }: UserSheetProps & { readonly email: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const start = useStartPasswordReset();
  const press = async () => {
    const sent = await start.mutateAsync(id);
    announce(t('organization.newPassword.sent', { email: sent.email }));
    onClose();
  };
  return (
    <AskSheet
      title={t('organization.newPassword.ask', { name })}
      press={t('organization.newPassword.press')}
      tone="accent"
      act={start}
      onPress={press}
      onClose={onClose}
    >
      <p className="[overflow-wrap:anywhere]">{t('organization.newPassword.more', { email })}</p>
      <p className="mt-2">{t('organization.newPassword.second', { name })}</p>
    </AskSheet>
  );
}

interface ByHandProps extends UserSheetProps {
  readonly lacks: 'mail' | 'address';
}

function ByHand({ user, lacks, onClose }: ByHandProps) {
  const { t } = useTranslation();
  const { displayName: name } = user;
  return (
    <Sheet title={t('organization.newPassword.ask', { name })} onClose={onClose}>
      <p>{t(`organization.newPassword.lacks.${lacks}`, { name })}</p>
      <p className="mt-2">{t('organization.newPassword.operator')}</p>
      <p className="mt-2 font-mono text-sm [overflow-wrap:anywhere]">rollcall accounts reset-link {loginOf(user)}</p>
      <div className="mt-4 flex flex-col sm:flex-row-reverse">
        <Button tone="accent" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Sheet>
  );
}

function loginOf({ loginNames }: OrganizationUser): string {
  return loginNames[0]?.name ?? '';
}
