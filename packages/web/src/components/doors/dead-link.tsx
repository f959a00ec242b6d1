import type { LinkState } from '@rollcall/client';
import { useNow } from '@rollcall/react/hooks/use-now.ts';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a link opens nothing. */
export type DeadLinkReason =
  | { readonly is: 'missing' | 'unknown' | 'wrong' }
  | { readonly is: 'used' | 'withdrawn' | 'expired'; readonly at: number };

interface DeadLinkProps {
  readonly reason: DeadLinkReason;
  /** The next step. */
  readonly children: ReactNode;
}

/** Says what happened to the link, when, and what to do next. */
export function DeadLink({ reason, children }: DeadLinkProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const title =
    'at' in reason
      ? t(`link.${reason.is}`, { when: format.ago(reason.at, now) ?? t('time.justNow') })
      : t(`link.${reason.is}`);
  return (
    <>
      <Notice tone="look" title={title} says="alert">
        <p>{t(`link.${reason.is}More`)}</p>
      </Notice>
      <div className="mt-4">{children}</div>
    </>
  );
}

/** What stands against a link that was inspected; `null` if nothing does. */
export function whyDead(link: LinkState, purpose: LinkState['purpose']): DeadLinkReason | null {
  if (link.state !== 'usable') return { is: link.state, at: link.at };
  return link.purpose === purpose ? null : { is: 'wrong' };
}
