interface DoorTitleProps {
  readonly title: string;
  readonly lead?: string | undefined;
}

export function DoorTitle({ title, lead }: DoorTitleProps) {
  return (
    <div className="mb-6">
      <h1 className="text-2xl leading-8 font-semibold tracking-tight">{title}</h1>
      {lead === undefined ? null : <p className="mt-1 text-muted">{lead}</p>}
    </div>
  );
}
