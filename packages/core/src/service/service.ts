import type { Assurance, UsableState } from '../credential/credential.ts';
import type { ServicePermission } from '../permission/permissions.ts';

/**
 * The backend of an application that signs its own people in. It is an account that nobody signs in to, so that its
 * credentials, its generations and its line in the log are like everybody's.
 */
export interface Service {
  /** The id of its account. */
  readonly id: string;
  readonly organizationId: string;
  /** Unique among those that are there, whatever its case. It is also the account's display name. */
  readonly name: string;
  /** Where it may send people back to: scheme, host and port. */
  readonly origins: readonly string[];
  /** Where its people prove again who they are; `null` where it cannot ask them. */
  readonly reauthenticateUrl: string | null;
  readonly createdAt: number;
}

/** Somebody whom a service signs in: an account of its own for each (service, external id), never joined to another. */
export interface ExternalAccount {
  readonly accountId: string;
  readonly serviceId: string;
  /** What the service calls it; compared to the letter. */
  readonly externalId: string;
  /** Where the service says that they can be reached. They sign nobody in and join no accounts. */
  readonly emails: readonly string[];
}

/** What a service presents. It may do what it was given by name, and nothing else. */
export interface ServiceCredential extends UsableState {
  readonly id: string;
  readonly serviceId: string;
  readonly organizationId: string;
  /** A name for people: where it is kept. */
  readonly name: string;
  readonly permissions: readonly ServicePermission[];
  readonly lastAddress: string | null;
}

/** What a link that hands somebody over keeps beside the link itself. */
export interface Handover {
  readonly linkId: string;
  readonly serviceId: string;
  readonly returnTo: string | null;
}

/** A session's wish that its service ask its holder who they are. Times are milliseconds UTC. */
export interface Reauthentication {
  readonly id: string;
  /** The session that asks; no other can use the answer. */
  readonly credentialId: string;
  readonly accountId: string;
  readonly serviceId: string;
  /** The hold that the proof is to make final. */
  readonly holdId: string | null;
  /** Where the service sends them back to. */
  readonly returnTo: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly answer: ReauthenticationAnswer | null;
  readonly usedAt: number | null;
}

export interface ReauthenticationAnswer {
  readonly assurance: Assurance;
  readonly authenticatedAt: number;
  /** Of what only the browser gets that the service sends back. */
  readonly secretHash: Uint8Array;
}

/** A credential's token is readable here and never again. */
export interface IssuedServiceCredential {
  readonly token: string;
  readonly credential: ServiceCredential;
}
