import type { Invitation } from '@rollcall/client';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../factors/copy-button.tsx';

interface InvitationLinkProps {
  readonly invitation: Invitation;
  readonly url: string;
  readonly onClose: () => void;
}

/** The link to hand over: it stands here and nowhere else. */
export function InvitationLink({ invitation: { email, expiresAt }, url, onClose }: InvitationLinkProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Sheet title={t('organization.invite.link', { email })} onClose={onClose}>
      <Notice tone="look" says="status">
        <p>{t('organization.invite.onlyNow', { when: format.moment(expiresAt) })}</p>
      </Notice>
      <p className="mt-4 rounded-lg bg-sunken p-3 font-mono text-sm break-all select-all">{url}</p>
      <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <CopyButton isWide text={url} label={t('organization.invite.copy')} />
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </Sheet>
  );
}
