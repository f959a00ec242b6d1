import type { LoginName } from '@rollcall/client';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { IconButton } from '@rollcall/react/ui/icon-button.tsx';
import { CircleCheck, Clock, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface EmailLineProps {
  readonly email: LoginName;
  /** Sends the mail to verify it once more; `null` where no mail can be sent. */
  readonly onSend: ((email: string) => void) | null;
  readonly onRemove: (email: string) => void;
}

export function EmailLine({ email: { name, verifiedAt }, onSend, onRemove }: EmailLineProps) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center gap-x-2 py-1 pr-1 pl-4">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-2 py-2">
        <span className="[overflow-wrap:anywhere]">{name}</span>
        {verifiedAt === null ? (
          <Badge tone="look" icon={Clock}>
            {t('security.emails.unverified')}
          </Badge>
        ) : (
          <Badge tone="accent" icon={CircleCheck}>
            {t('security.emails.verified')}
          </Badge>
        )}
      </div>
      <div className="ml-auto flex">
        {verifiedAt === null && onSend !== null ? (
          <Button tone="bare" aria-label={t('security.emails.sendAgain', { email: name })} onClick={() => onSend(name)}>
            {t('security.emails.sendAgainShort')}
          </Button>
        ) : null}
        <IconButton
          icon={Trash2}
          tone="end"
          label={t('security.emails.remove', { email: name })}
          onClick={() => onRemove(name)}
        />
      </div>
    </li>
  );
}
