import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something one press deeper. */
export function Disclosure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="group">
      <summary className="-ml-1 flex min-h-11 w-fit list-none items-center gap-1 rounded-md px-1 font-medium text-muted hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} aria-hidden className="transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-1 pb-2">{children}</div>
    </details>
  );
}
