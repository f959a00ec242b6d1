import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';

/** The browser's own list: it is known, fast with hundreds of entries, and needs no script. Has no label of its own. */
export function Select({ children, ...rest }: Omit<ComponentProps<'select'>, 'className'>) {
  return (
    <div className="relative min-w-0 grow">
      <select
        {...rest}
        className="h-11 w-full appearance-none truncate rounded-lg border border-line-strong bg-surface pr-10 pl-3 text-base"
      >
        {children}
      </select>
      <ChevronDown size={18} aria-hidden className="pointer-events-none absolute top-3 right-3 text-muted" />
    </div>
  );
}
