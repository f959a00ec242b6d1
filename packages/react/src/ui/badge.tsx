import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface BadgeProps {
  readonly tone: 'accent' | 'look' | 'plain';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

const tones: Record<BadgeProps['tone'], string> = {
  accent: 'bg-accent-soft text-accent',
  plain: 'bg-sunken text-muted',
  look: 'bg-look-soft text-look ring-1 ring-inset ring-look-line',
};

export function Badge({ tone, icon: Icon, children }: BadgeProps) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-[13px] font-medium leading-5 ${tones[tone]}`}
    >
      {Icon === undefined ? null : <Icon size={13} aria-hidden className="shrink-0" />}
      {children}
    </span>
  );
}
