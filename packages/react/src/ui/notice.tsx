import { CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type NoticeTone = 'calm' | 'info' | 'look' | 'end';

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly icon?: LucideIcon;
  readonly title?: string;
  /** `alert` is read out at once, `status` when there is a pause. */
  readonly says?: 'alert' | 'status';
  readonly children?: ReactNode;
}

const looks: Record<NoticeTone, { readonly box: string; readonly mark: string; readonly icon: LucideIcon }> = {
  calm: { box: 'border-transparent bg-accent-soft', mark: 'text-accent', icon: CircleCheck },
  info: { box: 'border-line bg-sunken', mark: 'text-muted', icon: Info },
  look: { box: 'border-look-line bg-look-soft', mark: 'text-look', icon: TriangleAlert },
  end: { box: 'border-transparent bg-ending-soft', mark: 'text-ending', icon: TriangleAlert },
};

export function Notice({ tone, icon, title, says, children }: NoticeProps) {
  const { box, mark, icon: usual } = looks[tone];
  const Icon = icon ?? usual;
  return (
    <div role={says} className={`flex gap-3 rounded-xl border p-4 ${box}`}>
      <Icon size={20} aria-hidden className={`mt-0.5 shrink-0 ${mark}`} />
      <div className="min-w-0 flex-1">
        {title === undefined ? null : <p className={`font-semibold ${mark}`}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
