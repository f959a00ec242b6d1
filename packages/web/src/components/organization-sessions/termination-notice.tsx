import type { TerminationProgress } from '@rollcall/client';
import { useDoors, useTerminationProgress } from '@rollcall/client/react';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { useNow } from '@rollcall/react/hooks/use-now.ts';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Megaphone } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

type Termination = NonNullable<TerminationProgress['termination']>;

const hourMs = 3_600_000;
/** How long it shows once it is done, and at most. */
const shownForMs = { done: hourMs, atMost: 24 * hourMs };

/** That everybody was signed out, and how far members have been told; for an hour. It goes on when the page is left. */
export default function TerminationNotice() {
  const now = useNow();
  const termination = useTerminationProgress().data?.termination ?? null;
  if (termination === null) return null;
  const { at, finishedAt } = termination;
  if (now > at + shownForMs.atMost || (finishedAt !== null && now > finishedAt + shownForMs.done)) return null;
  return (
    <div className="mb-6">
      <Telling termination={termination} />
    </div>
  );
}

function Telling({
  termination: { at, byName, members, passed, told, finishedAt },
}: {
  readonly termination: Termination;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const mails = useDoors().data?.mailConfigured ?? true;
  const numbers = { passed: format.number(passed), members: format.number(members ?? 0) };
  return (
    <Notice tone="info" icon={Megaphone} says="status">
      <p className="font-semibold">
        <Moment
          at={at}
          as="ago"
          say={(when) => t('organization.telling.title', { name: byName ?? '', when: when ?? t('time.justNow') })}
        />
      </p>
      <p id={id}>
        {finishedAt === null
          ? t('organization.telling.goesOn', numbers)
          : t('organization.telling.done', { count: told })}
      </p>
      {finishedAt === null ? (
        <progress
          aria-labelledby={id}
          value={passed}
          max={Math.max(1, members ?? 1)}
          className="mt-2 h-2 w-full accent-accent"
        />
      ) : null}
      {mails ? null : <p className="text-muted">{t('organization.telling.noMail')}</p>}
    </Notice>
  );
}
