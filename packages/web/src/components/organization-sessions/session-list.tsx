import type { OrganizationSession } from '@rollcall/client';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import type { Among } from './among.ts';
import type { EndTarget } from './end-target.ts';
import { SessionLine } from './session-line.tsx';
import type { Selection } from './use-selection.ts';

interface SessionListProps {
  readonly rows: readonly OrganizationSession[];
  readonly among: Among;
  readonly selection: Selection<OrganizationSession>;
  /** Absent where nothing may be ended. */
  readonly onEnd?: ((target: EndTarget) => void) | undefined;
}

export function SessionList({ rows, among, selection, onEnd }: SessionListProps) {
  const { t } = useTranslation();
  const endingOf = (session: OrganizationSession) =>
    onEnd === undefined
      ? undefined
      : mayChoose(session)
        ? {
            isSelected: selection.has(session.id),
            onToggle: () => selection.toggle(session.id),
            onEnd: () => onEnd({ what: 'sessions', sessions: [session] }),
          }
        : null;
  return (
    <div className="rounded-xl border border-line bg-surface shadow-lift">
      {onEnd !== undefined && rows.some(mayChoose) ? <SelectAll selection={selection} /> : null}
      <ul aria-label={t('organization.sessions.list')} className="divide-y divide-line">
        {rows.map((session) => (
          <SessionLine key={session.id} session={session} among={among} ending={endingOf(session)} />
        ))}
      </ul>
      {onEnd === undefined || selection.rows.length === 0 ? null : (
        <div className="sticky bottom-16 flex flex-wrap items-center gap-2 rounded-b-xl border-t border-line bg-surface p-3 lg:bottom-0">
          <output className="grow pl-2 font-medium">
            {t('organization.sessions.selected', { count: selection.rows.length })}
          </output>
          <Button onClick={selection.clear}>{t('organization.sessions.clearSelection')}</Button>
          <Button tone="end" onClick={() => onEnd({ what: 'sessions', sessions: selection.rows })}>
            {t('organization.sessions.terminateSelected')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One's own session here is ended by signing out, and one that has ended is out already. */
export function mayChoose({ mayEnd, isCurrent, state }: OrganizationSession): boolean {
  return mayEnd && !isCurrent && state !== 'ended';
}

function SelectAll({ selection }: { readonly selection: Selection<OrganizationSession> }) {
  const { t } = useTranslation();
  return (
    <label className="flex min-h-11 items-center gap-2 border-b border-line px-3 text-sm text-muted">
      <span className="flex size-11 shrink-0 items-center justify-center">
        <input
          type="checkbox"
          className="size-5 accent-accent"
          checked={selection.isAll}
          ref={(box) => {
            if (box !== null) box.indeterminate = !selection.isAll && selection.rows.length > 0;
          }}
          onChange={selection.toggleAll}
        />
      </span>
      {t('organization.sessions.selectAll')}
    </label>
  );
}
