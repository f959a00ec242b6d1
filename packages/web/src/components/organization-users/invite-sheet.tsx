import { useDoors, useInvite } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskButtons } from '../asking/ask-buttons.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { type Role, RoleField } from './role-field.tsx';

/** Asks for an address and a role. Where no mail is sent, the link is shown once. */
export default function InviteSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const proved = useProved();
  const invite = useInvite();
  const mails = useDoors().data?.mailConfigured ?? true;
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  if (proved.waiting !== null) return <ProofSheet proved={proved} />;
  const { invitation, url = null } = invite.data ?? {};
  if (invitation !== undefined && url !== null) {
    return <InvitationLink invitation={invitation} url={url} onClose={onClose} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (invite.isPending) return;
    void proved.run(async () => {
      const made = await invite.mutateAsync({ email: email.trim(), role });
      if (made.url !== null) return;
      announce(t('organization.invite.sent', { email: made.invitation.email }));
      onClose();
    });
  };
  return (
    <Sheet title={t('organization.invite.title')} onClose={onClose}>
      <p>{t(mails ? 'organization.invite.mailed' : 'organization.invite.byHand')}</p>
      <form onSubmit={submit} className="mt-4 space-y-4">
        <TextField
          label={t('organization.invite.email')}
          type="email"
          name="email"
          autoComplete="off"
          required
          maxLength={254}
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <RoleField role={role} onChange={setRole} />
        <AskButtons
          press={t('organization.invite.press')}
          tone="accent"
          isWorking={invite.isPending}
          error={invite.error === null ? undefined : problemText(invite.error)}
          onCancel={onClose}
        />
      </form>
    </Sheet>
  );
}
