import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A titled part of a page, in a card. */
export function Panel({ title, lead, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-xl border border-line bg-surface p-4 shadow-lift sm:p-6">
      <h2 id={id} className="text-lg leading-6 font-semibold">
        {title}
      </h2>
      {lead === undefined ? null : <p className="mt-1 text-muted">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
