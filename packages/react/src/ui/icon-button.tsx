import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon;
  /** What it does, to what. */
  readonly label: string;
  readonly tone?: 'plain' | 'end';
}

export function IconButton({ icon: Icon, label, tone = 'plain', className = '', ...rest }: IconButtonProps) {
  const hover =
    tone === 'end'
      ? 'enabled:hover:bg-ending-soft enabled:hover:text-ending'
      : 'enabled:hover:bg-sunken enabled:hover:text-text';
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-muted transition-colors disabled:opacity-45 ${hover} ${className}`}
    >
      <Icon size={18} aria-hidden />
    </button>
  );
}
