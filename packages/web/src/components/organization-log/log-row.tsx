import type { OrganizationLogLine } from '@rollcall/client';
import { LogIcon } from '@rollcall/react/components/activity/log-icon.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import { logFacts } from '@rollcall/react/text/log-facts.ts';
import { lookedTwice } from '@rollcall/react/text/log-groups.ts';
import { logSentence } from '@rollcall/react/text/log-sentence.ts';
import { placeText } from '@rollcall/react/text/place-text.ts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Person, Wanted } from './wanted.ts';

interface LogRowProps {
  readonly line: OrganizationLogLine;
  readonly onNarrow: (change: Partial<Wanted>) => void;
}

/** Who did what to whom, from where, and when. A name leaves only what it is about. */
export function LogRow({ line, onNarrow }: LogRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOdd = lookedTwice.includes(line.event);
  const member = personIn(t, line.member);
  const actor = line.actor.kind === 'account' ? personIn(t, line.actor.account) : null;
  const isOwnAct = actor !== null && actor.id === member?.id;
  const facts = [
    ...logFacts(t, format, line),
    fromDevice(t, line),
    placeText(t, format, line.place),
    line.address,
  ].filter((fact) => fact !== null);
  return (
    <li className="flex gap-3 px-4 py-3">
      <LogIcon event={line.event} isOdd={isOdd} />
      <div className="min-w-0 grow [overflow-wrap:anywhere]">
        <p className={`font-medium ${isOdd ? 'text-look' : ''}`}>
          {logSentence(t, line.event)}
          {line.device === null ? null : <span className="font-normal text-text">: {deviceName(t, line.device)}</span>}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-sm leading-5">
          {member === null ? null : (
            <Name label={t('organization.log.showAbout', { name: member.name })} onPress={() => onNarrow({ member })}>
              {member.name}
            </Name>
          )}
          {isOwnAct ? null : actor === null ? (
            <span className="text-muted">{byWhat(t, line)}</span>
          ) : (
            <Name label={t('organization.log.showBy', { name: actor.name })} onPress={() => onNarrow({ actor })}>
              {t('organization.log.by', { name: actor.name })}
            </Name>
          )}
        </p>
        {facts.length === 0 ? null : <p className="text-sm leading-5 text-muted">{facts.join(' · ')}</p>}
      </div>
      <time
        dateTime={new Date(line.at).toISOString()}
        title={format.exact(line.at)}
        className="shrink-0 text-sm leading-6 text-muted tabular-nums"
      >
        {format.time(line.at)}
      </time>
    </li>
  );
}

interface NameProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: string;
}

function Name({ label, onPress, children }: NameProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className="-mx-1 min-h-6 rounded px-1 text-left text-accent underline-offset-4 hover:underline"
      onClick={onPress}
    >
      {children}
    </button>
  );
}

function personIn(t: TFunction, named: OrganizationLogLine['member']): Person | null {
  return named === null ? null : { id: named.id, name: named.name ?? t('organization.log.somebodyGone') };
}

function byWhat(t: TFunction, { actor }: OrganizationLogLine): string {
  if (actor.kind === 'service') return t('activity.byService', { service: actor.account?.name ?? '' });
  if (actor.kind === 'operator') return t('activity.byOperator');
  return actor.kind === 'system' ? t('activity.bySystem') : t('activity.byNobody');
}

function fromDevice(t: TFunction, { actor, device }: OrganizationLogLine): string | null {
  if (actor.device === null || actor.device.id === device?.id) return null;
  return t('activity.from', { device: deviceName(t, actor.device) });
}
