import type { LogLine as Line, LogEvent } from '@rollcall/client';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useIsInSeveral } from '../../hooks/use-is-in-several.ts';
import { useFormat } from '../../language/viewer.tsx';
import { aboutText } from '../../text/about-text.ts';
import { deviceName } from '../../text/describe-client.ts';
import { lookedTwice } from '../../text/log-groups.ts';
import { placeText } from '../../text/place-text.ts';
import { LogIcon } from './log-icon.tsx';

/** One thing that happened: what, to which device, from where, and when. */
export function LogLine({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOdd = lookedTwice.includes(line.event);
  const isInSeveral = useIsInSeveral();
  const facts = [
    isInSeveral ? line.organizationName : null,
    ...useDetails(line),
    aboutText(t, line.details),
    useWhere(line),
    placeText(t, format, line.place),
    line.address,
  ].filter((fact) => fact !== null);
  return (
    <li className="flex gap-3 px-4 py-3">
      <LogIcon event={line.event} isOdd={isOdd} />
      <div className="min-w-0 grow">
        <p className={`font-medium ${isOdd ? 'text-look' : ''}`}>
          {sentence(t, line)}
          {line.device === null ? null : <span className="font-normal text-text">: {deviceName(t, line.device)}</span>}
        </p>
        {facts.length === 0 ? null : (
          <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">{facts.join(' · ')}</p>
        )}
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

/** What a service does for somebody is told with its name. */
function sentence(t: TFunction, line: Line): string {
  const told = toldOfService(line);
  return told === null ? t(`log.${line.event}`) : t(`log.byService.${told}`, { service: line.actor.name ?? '' });
}

function toldOfService({ event, actor }: Line) {
  if (actor.kind !== 'service' || actor.name === null) return null;
  return toldOfServices.find((known) => known === event) ?? null;
}

const toldOfServices = [
  'sign_in.succeeded',
  'session.imported',
  'session.revoked',
  'session.revoked_all',
  'reauthentication.succeeded',
  'handover.link_made',
  'account.created',
  'account.disabled',
  'account.enabled',
  'account.profile_changed',
] as const satisfies readonly LogEvent[];

/** What an administrator did, or whoever acts for its owner: told with their name, which is all that is known of them. */
const byAdministrators: readonly LogEvent[] = [
  'session.terminated',
  'session.terminated_all',
  'session.ended_on_behalf',
  'member.places_viewed',
];
/** What its owner may have done as well: then it was done from a device, which is told. */
const byEither: readonly LogEvent[] = [
  'device.trust_revoked',
  'factor.reset',
  'grant.ended',
  'grant.made',
  'member.let_in',
  'member.locked_out',
  'member.removed',
  'member.role_changed',
  'password.reset_link_made',
];

/** Who did it, from which device. */
function useWhere(line: Line): string | null {
  const { t } = useTranslation();
  const { actor, device } = line;
  if (actor.kind === 'service')
    return toldOfService(line) === null ? t('activity.byService', { service: actor.name }) : null;
  if (actor.kind === 'operator') return t('activity.byOperator');
  if (actor.kind === 'system') return t('activity.bySystem');
  const mayBeByOther = byEither.includes(line.event) && actor.kind === 'account' && actor.device === null;
  if (byAdministrators.includes(line.event) || mayBeByOther)
    return actor.name === null ? null : t('activity.byAdministrator', { name: actor.name });
  if (actor.device === null) return actor.kind === 'anonymous' ? t('activity.byNobody') : null;
  if (actor.isThisDevice) return t('activity.fromThis');
  const name = deviceName(t, actor.device);
  return device?.id === actor.device.id ? null : t('activity.from', { device: name });
}

/** What the log knows beyond that: how many were ended, whether the device was new, and which host was entered. */
function useDetails({ details: { count, host, newDevice } }: Line): string[] {
  const { t } = useTranslation();
  return [
    ...(typeof count === 'number' && count > 1 ? [t('activity.signIns', { count })] : []),
    ...(typeof host === 'string' ? [t('activity.atHost', { host })] : []),
    ...(newDevice === true ? [t('activity.newDevice')] : []),
  ];
}
