import type { Role } from '../permission/permissions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Holder, Membership, Organization } from './organization.ts';

export interface OrganizationStore {
  /** The default organization; it exists since the first migration and is never missing. */
  default(): Promise<Organization>;
  /** Of all of them, in their order. */
  ids(): Promise<string[]>;
  find(id: string): Promise<Organization | null>;
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<Organization | null>;
  rename(id: string, name: string): Promise<void>;
  policy(id: string): Promise<Policy>;
  setPolicy(id: string, policy: Policy): Promise<void>;
  addMember(membership: Membership): Promise<void>;
  setRole(membership: Membership): Promise<void>;
  membership(accountId: string, organizationId: string): Promise<Membership | null>;
  /** The organization an account signs in to: its earliest membership. */
  membershipsOf(accountId: string): Promise<Membership[]>;
  /** These accounts, with what they are in the organization. */
  holders(organizationId: string, accountIds: readonly string[]): Promise<Holder[]>;
  /** Members with that text in a name, compared as names are; at most so many. */
  search(organizationId: string, namePart: string, atMost: number): Promise<string[]>;
  countWithRole(organizationId: string, role: Role): Promise<number>;
}
