import { Badge } from '@rollcall/react/ui/badge.tsx';
import { IconButton } from '@rollcall/react/ui/icon-button.tsx';
import { CircleCheck, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface EmailLineProps {
  readonly email: string;
  readonly onRemove: (email: string) => void;
}

export function EmailLine({ email, onRemove }: EmailLineProps) {
  const { t } = useTranslation();
  return (
    <Line email={email} label={t('security.emails.remove', { email })} onRemove={onRemove}>
      <Badge tone="accent" icon={CircleCheck}>
        {t('security.emails.verified')}
      </Badge>
    </Line>
  );
}

interface LineProps extends EmailLineProps {
  /** Of the trash icon. */
  readonly label: string;
  readonly children: ReactNode;
  /** What else can be done. */
  readonly acts?: ReactNode;
}

export function Line({ email, label, onRemove, children, acts }: LineProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 py-1 pr-1 pl-4">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-2 py-2">
        <span className="[overflow-wrap:anywhere]">{email}</span>
        {children}
      </div>
      <div className="ml-auto flex">
        {acts}
        <IconButton icon={Trash2} tone="end" label={label} onClick={() => onRemove(email)} />
      </div>
    </li>
  );
}
