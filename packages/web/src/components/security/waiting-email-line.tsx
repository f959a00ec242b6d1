import type { WaitingEmail } from '@rollcall/client';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Line } from './email-line.tsx';

interface WaitingEmailLineProps {
  readonly waiting: WaitingEmail;
  /** Mails a link once more; `null` where no mail can be sent. */
  readonly onSend: ((email: string) => void) | null;
  readonly onWithdraw: (email: string) => void;
}

/** An address whose mailed link was not opened yet: it signs nobody in, and can be withdrawn. */
export function WaitingEmailLine({ waiting: { email, expiresAt }, onSend, onWithdraw }: WaitingEmailLineProps) {
  const { t } = useTranslation();
  const again =
    onSend === null ? null : (
      <Button tone="bare" aria-label={t('security.emails.sendAgain', { email })} onClick={() => onSend(email)}>
        {t('security.emails.sendAgainShort')}
      </Button>
    );
  return (
    <Line email={email} label={t('security.emails.withdraw', { email })} onRemove={onWithdraw} acts={again}>
      <Badge tone="look" icon={Clock}>
        {t('security.emails.waiting')}
      </Badge>
      <span className="basis-full text-sm text-muted">
        <Moment at={expiresAt} as="moment" say={(when) => t('security.emails.openBy', { when: when ?? '' })} />
      </span>
    </Line>
  );
}
