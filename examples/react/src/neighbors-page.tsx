import {
  hasCode,
  type OrganizationDevice,
  useDevicesList,
  useHasPermission,
  useSessionsList,
  useTerminateAllSessions,
  useTerminateSession,
  useUntrustDevice,
} from '@rollcall/react';
import { type FormEvent, useState } from 'react';
import type { Language } from './words.ts';
import { words } from './words.ts';

interface NeighborsPageProps {
  readonly language: Language;
}

/** Who of the neighborhood is signed in: Rollcall's hooks for administrators, in an interface of the application's own. */
export function NeighborsPage({ language }: NeighborsPageProps) {
  const say = words[language];
  const mayEnd = useHasPermission('pf.sessions.terminate');
  const mayEndAll = useHasPermission('pf.sessions.terminate_org');
  const sessions = useSessionsList();
  const devices = useDevicesList();
  const terminate = useTerminateSession();
  const rows = sessions.data?.pages.flatMap((page) => page.rows) ?? [];
  const held = devices.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <h1>{say.neighbors}</h1>
      <p className="lead">{say.neighborsLead(rows.length, held.length)}</p>
      <p role="alert">{says(say, terminate.error)}</p>
      <ul className="tools">
        {rows.map((session) => (
          <li key={session.id} className="card">
            <h2>{session.holder.displayName}</h2>
            <p>{named(session.client)}</p>
            {mayEnd && session.mayEnd && !session.isCurrent ? (
              <button type="button" onClick={() => terminate.mutate(session.id)}>
                {say.end}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {sessions.hasNextPage ? (
        <button type="button" onClick={() => void sessions.fetchNextPage()}>
          {say.more}
        </button>
      ) : null}
      <Trusted language={language} devices={held.filter(({ trustedUntil }) => trustedUntil !== null)} />
      {mayEndAll ? <EndAll language={language} /> : null}
    </>
  );
}

interface TrustedProps extends NeighborsPageProps {
  readonly devices: readonly OrganizationDevice[];
}

/** Where nobody is asked for a code, until somebody thinks better of it. */
function Trusted({ language, devices }: TrustedProps) {
  const say = words[language];
  const mayUntrust = useHasPermission('pf.devices.revoke_trust');
  const untrust = useUntrustDevice();
  if (devices.length === 0) return null;
  return (
    <section>
      <h2>{say.trusted}</h2>
      <p role="alert">{says(say, untrust.error)}</p>
      <ul className="tools">
        {devices.map((device) => (
          <li key={device.id} className="card">
            <h3>{device.holder.displayName}</h3>
            <p>{device.name ?? named(device.client)}</p>
            {mayUntrust && device.mayEnd ? (
              <button type="button" onClick={() => untrust.mutate(device.id)}>
                {say.untrust}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Everybody goes home: whoever means it types the neighborhood's name. */
function EndAll({ language }: NeighborsPageProps) {
  const say = words[language];
  const [name, setName] = useState('');
  const terminateAll = useTerminateAllSessions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    terminateAll.mutate({ organizationName: name, spareOwnSession: true });
  };
  return (
    <form className="card" onSubmit={submit}>
      <label>
        {say.typeName} <input value={name} onChange={({ target }) => setName(target.value)} required />
      </label>
      <button type="submit">{say.endAll}</button>
      <p role="alert">{says(say, terminateAll.error)}</p>
    </form>
  );
}

function named({ browserName, systemName }: OrganizationDevice['client']): string {
  return [browserName, systemName].filter((part) => part !== null).join(' · ');
}

function says(say: (typeof words)[Language], error: Error | null): string {
  if (error === null) return '';
  return hasCode(error, 'reauthentication_required') ? say.proveFirst : say.notEnded;
}
