import type { SignInAccount } from '../account/account.ts';
import type { Ending } from '../credential/credential.ts';
import type { NewMembership } from '../organization/organization.ts';
import type { ServicePermission } from '../permission/permissions.ts';
import type {
  ExternalAccount,
  Handover,
  Reauthentication,
  ReauthenticationAnswer,
  Service,
  ServiceCredential,
} from './service.ts';

/** A service credential at its birth. */
export interface NewServiceCredential {
  readonly id: string;
  readonly tokenHash: Uint8Array;
  readonly serviceId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly permissions: readonly ServicePermission[];
  readonly issuedAt: number;
  readonly ownEndAt: number | null;
  readonly accountGeneration: number;
  readonly organizationGeneration: number;
}

/** Somebody whom a service names for the first time. */
export interface NewExternal {
  readonly account: SignInAccount;
  readonly membership: NewMembership;
  readonly external: ExternalAccount;
}

export interface ServiceStore {
  insert(service: Service): Promise<void>;
  /** Removed ones are not found, here and below. */
  find(id: string): Promise<Service | null>;
  /** By its name in any case. */
  findByName(name: string): Promise<Service | null>;
  /** By name. */
  list(): Promise<Service[]>;
  change(service: Service): Promise<void>;
  /** Frees its name; the row stays for the history of what it did. */
  remove(id: string, at: number): Promise<void>;

  insertCredential(credential: NewServiceCredential): Promise<void>;
  findCredential(id: string): Promise<ServiceCredential | null>;
  /** Newest first, ended ones included for as long as the policy keeps history. */
  listCredentials(serviceId: string): Promise<ServiceCredential[]>;
  /**
   * Keeps the service from being removed, and its credentials from being revoked, until the transaction ends, together with
   * whoever else asks the same, and returns the credential as it is by then. What a service makes starts so.
   */
  keepCredential(id: string, serviceId: string): Promise<ServiceCredential | null>;
  /** The same for the service alone. */
  keep(id: string): Promise<Service | null>;
  /** Lets a credential end at that time, unless it ends earlier. */
  setOwnEnd(credentialId: string, at: number): Promise<void>;

  /** Inserts the accounts of people whom a service names, with their memberships, however many in as many statements. */
  addExternals(people: readonly NewExternal[]): Promise<void>;
  findExternal(serviceId: string, externalId: string): Promise<ExternalAccount | null>;
  /** Those of them that are there. */
  findExternals(serviceId: string, externalIds: readonly string[]): Promise<ExternalAccount[]>;
  findExternalOf(accountId: string): Promise<ExternalAccount | null>;
  setEmails(accountId: string, emails: readonly string[]): Promise<void>;
  addHandover(handover: Handover): Promise<void>;
  findHandover(linkId: string): Promise<Handover | null>;
  /** Sessions, live or not, that a service handed over from one of those. */
  handedOverFrom(sessionIds: readonly string[]): Promise<string[]>;

  /** In the place of what the same session asked before and what was not answered. */
  askReauthentication(asked: Reauthentication): Promise<void>;
  findReauthentication(id: string): Promise<Reauthentication | null>;
  /** False where it was answered before. */
  answerReauthentication(id: string, answer: ReauthenticationAnswer): Promise<boolean>;
  /** True for exactly one caller with the answer's secret, however many try at once. */
  useReauthentication(id: string, secretHash: Uint8Array, at: number): Promise<boolean>;
  /** Deletes those that expired before this time. Returns how many. */
  forgetReauthentications(before: number): Promise<number>;

  /** Ends every session of every account that the service brought, by one generation each. Lock the service's account first. */
  endSessionsOf(serviceId: string, ending: Ending): Promise<{ readonly count: number; readonly accountIds: string[] }>;
}
