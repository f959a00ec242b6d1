import { ChevronDown } from 'lucide-react';
import { type ComponentProps, useId } from 'react';

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'> {
  readonly label: string;
}

/** The browser's own list: it is known, fast with hundreds of entries, and needs no script. */
export function SelectField({ label, children, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          {...rest}
          id={id}
          className="h-11 w-full appearance-none truncate rounded-lg border border-line-strong bg-surface pr-10 pl-3 text-base"
        >
          {children}
        </select>
        <ChevronDown size={18} aria-hidden className="pointer-events-none absolute top-3 right-3 text-muted" />
      </div>
    </div>
  );
}
