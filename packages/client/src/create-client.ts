import { type ActingForCalls, actingForCalls } from './acting-for.ts';
import { type DeviceCalls, deviceCalls } from './devices.ts';
import { type DoorCalls, doorCalls } from './doors.ts';
import { type LiveEvents, liveEvents } from './events/live-events.ts';
import { type FactorCalls, factorCalls } from './factors.ts';
import { type HoldCalls, holdCalls } from './holds.ts';
import { Listeners } from './listeners.ts';
import { type LogCalls, logCalls } from './log.ts';
import { type MeCalls, meCalls } from './me.ts';
import { type OrganizationCalls, organizationCalls } from './organization.ts';
import { type OrganizationLogCalls, organizationLogCalls } from './organization-log.ts';
import { type OrganizationPolicyCalls, organizationPolicyCalls } from './organization-policy.ts';
import { type OrganizationSessionCalls, organizationSessionCalls } from './organization-sessions.ts';
import { type OrganizationUserCalls, organizationUserCalls } from './organization-users.ts';
import { hasCode, type ProblemError } from './problem-error.ts';
import { type Connection, createSend, type Send } from './send.ts';
import { type SessionCalls, sessionCalls } from './sessions.ts';
import { Turns } from './turns.ts';

export interface ClientOptions {
  /** Where Rollcall answers, no trailing slash: another origin, or a path of this one; the root of this one unless given. */
  readonly baseUrl?: string;
  /**
   * For an application that signs in with a bearer token instead of the browser's cookie: asked before each request. No cookie
   * is sent then.
   */
  readonly getToken?: (() => string | null | Promise<string | null>) | undefined;
  /**
   * Proving again who one is gives the session a new token, and the old one is dead: keep this one where `getToken` finds it.
   * Nothing else is asked before it has settled.
   */
  readonly onToken?: ((token: string) => void | Promise<void>) | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

export interface RollcallClient {
  readonly send: Send;
  readonly me: MeCalls;
  readonly actingFor: ActingForCalls;
  readonly devices: DeviceCalls;
  readonly sessions: SessionCalls;
  readonly organizationPolicy: OrganizationPolicyCalls;
  readonly organizationSessions: OrganizationSessionCalls;
  readonly organization: OrganizationCalls;
  readonly organizationUsers: OrganizationUserCalls;
  readonly factors: FactorCalls;
  readonly holds: HoldCalls;
  readonly log: LogCalls;
  readonly organizationLog: OrganizationLogCalls;
  readonly doors: DoorCalls;
  readonly events: LiveEvents;
  /** Calls back whenever an answer or the event stream says that this session is out. Returns what stops it. */
  onSignedOut(listener: () => void): () => void;
}

export function createClient(options: ClientOptions = {}): RollcallClient {
  const signedOut = new Listeners<void>();
  const connection: Connection = {
    baseUrl: options.baseUrl ?? '',
    getToken: options.getToken ?? null,
    onToken: options.onToken ?? null,
    turns: new Turns(),
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    onProblem: (problem) => {
      if (meansSignedOut(problem)) signedOut.tell();
    },
  };
  const send = createSend(connection);
  const events = liveEvents(connection, (event) => {
    if (event.type === 'ended') signedOut.tell();
  });
  return {
    send,
    me: meCalls(send),
    actingFor: actingForCalls(send),
    devices: deviceCalls(send),
    sessions: sessionCalls(send),
    organizationPolicy: organizationPolicyCalls(send),
    organizationSessions: organizationSessionCalls(send),
    organization: organizationCalls(send),
    organizationUsers: organizationUserCalls(send),
    factors: factorCalls(send),
    holds: holdCalls(send),
    log: logCalls(send, connection),
    organizationLog: organizationLogCalls(send, connection),
    doors: doorCalls(send),
    events,
    onSignedOut: (listener) => signedOut.add(listener),
  };
}

/** A wrong password is a 401 too, and no reason to leave the page. */
function meansSignedOut(problem: ProblemError): boolean {
  return hasCode(problem, 'not_signed_in', 'session_ended', 'session_held');
}
