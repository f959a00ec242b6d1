import { useTitle } from '../../hooks/use-title.ts';

interface PageTitleProps {
  readonly title: string;
  readonly lead?: string;
}

/** The heading of a page, which names the tab too. */
export function PageTitle({ title, lead }: PageTitleProps) {
  useTitle(title);
  return (
    <div className="mb-6">
      <h1 className="text-2xl leading-8 font-semibold tracking-tight sm:text-[28px] sm:leading-9">{title}</h1>
      {lead === undefined ? null : <p className="mt-1 text-muted">{lead}</p>}
    </div>
  );
}
