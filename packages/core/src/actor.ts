import type { ClientDescription } from './device/device.ts';

/** The request behind an act: what is known of it before anybody is known. */
export interface Visitor {
  readonly address: string | null;
  /** Cut at 512 characters. */
  readonly userAgent: string | null;
  readonly client: ClientDescription;
  /** The browser's recognition cookie, if it carries a well-formed one. */
  readonly browserToken: string | null;
  /** The session token it carries already, whatever has become of it. */
  readonly sessionToken: string | null;
  /** What it carries of a sign-in that is not finished. */
  readonly stepToken: string | null;
  /** What it carries of being trusted, one of each account and organization. */
  readonly trustTokens: readonly string[];
}

/** Somebody acting on their own account with a live credential. */
export interface Owner {
  readonly kind: 'account';
  readonly accountId: string;
  readonly organizationId: string;
  readonly credentialId: string;
  readonly deviceId: string | null;
  /** When they last proved who they are; see `sudoUntil`. */
  readonly authenticatedAt: number;
  readonly address: string | null;
}

/** Whoever may open the local socket of the server: the operator at the command line. */
export interface Operator {
  readonly kind: 'operator';
}

/** The backend of an application that signs its own people in, acting with a live service credential. */
export interface ServiceActor {
  readonly kind: 'service';
  /** The service's account. */
  readonly serviceId: string;
  readonly organizationId: string;
  readonly credentialId: string;
}

/** Whoever may bring what is a service's: the service itself, or the operator in its place. */
export type ForService = ServiceActor | (Operator & Pick<ServiceActor, 'serviceId' | 'organizationId'>);

export type Actor = Owner | Operator | ServiceActor;

/** Whoever looks after an organization: a member with a role; the operator, whom no role bounds; and the system when a plan falls due. */
export type Keeper = Owner | ((Operator | Planner) & Pick<Owner, 'organizationId'>);

/** Whoever reads a log: that of an organization; or the operator, the server's own. */
export type LogReader = Keeper | (Operator & { readonly organizationId: null });

interface Planner {
  readonly kind: 'system';
  /** Who planned it; `null`: the operator. */
  readonly forAccountId: string | null;
}

/** How long a proof of who one is opens what needs one, in milliseconds. */
export const sudoWindowMs = 10 * 60_000;

/** Until when the owner may do what needs a fresh proof, in milliseconds UTC. */
export function sudoUntil(owner: Pick<Owner, 'authenticatedAt'>): number {
  return owner.authenticatedAt + sudoWindowMs;
}

export function hasFreshProof(owner: Pick<Owner, 'authenticatedAt'>, now: number): boolean {
  return now < sudoUntil(owner);
}
