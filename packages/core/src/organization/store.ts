import type { Page, PageRequest } from '../page.ts';
import type { Policy } from '../policy/policy.ts';
import type {
  Holder,
  Joined,
  LockedOutBy,
  Member,
  MemberSearch,
  Membership,
  NewMembership,
  Organization,
} from './organization.ts';

export interface OrganizationStore {
  /** The default organization; it exists since the first migration and is never missing. */
  default(): Promise<Organization>;
  /** Of all of them, in their order. */
  ids(): Promise<string[]>;
  /** Newest first, by keyset. */
  page(page: PageRequest): Promise<Page<Organization>>;
  find(id: string): Promise<Organization | null>;
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<Organization | null>;
  /** With the policy that every new one begins with. */
  insert(organization: Organization): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  policy(id: string): Promise<Policy>;
  setPolicy(id: string, policy: Policy): Promise<void>;
  addMember(membership: NewMembership): Promise<void>;
  setRole(membership: Pick<Membership, 'accountId' | 'organizationId' | 'role'>): Promise<void>;
  /** False where there was no such member. What was issued in the organization's context is for the caller to end. */
  removeMember(accountId: string, organizationId: string): Promise<boolean>;
  setLockedOut(
    accountId: string,
    organizationId: string,
    lockedOut: { readonly at: number; readonly by: LockedOutBy } | null,
  ): Promise<void>;
  membership(accountId: string, organizationId: string): Promise<Membership | null>;
  /** The one that was entered last comes first, then the earliest. */
  membershipsOf(accountId: string): Promise<Membership[]>;
  /** To which address the invitation was by which a member came in; `null` where they came otherwise. */
  invitedAs(accountId: string, organizationId: string): Promise<string | null>;
  /** The account went into it from another one. */
  noteEntered(accountId: string, organizationId: string, at: number): Promise<void>;
  /**
   * What the account held there was ended at that moment: whoever comes in from another organization must have proved who they are
   * after it, and no older invitation or session lets them in. An earlier one changes nothing.
   */
  wantProof(accountId: string, organizationId: string, after: number): Promise<void>;
  /** That moment; `null` where nothing of theirs was ended there. Whether they are a member does not matter. */
  proofWantedAfter(accountId: string, organizationId: string): Promise<number | null>;
  /** These accounts, with what they are in the organization. */
  holders(organizationId: string, accountIds: readonly string[]): Promise<Holder[]>;
  /** Members with that text in a name, compared as names are; at most so many. */
  search(organizationId: string, namePart: string, atMost: number): Promise<string[]>;
  /** The same with the organizations, but for those that the account is locked out of. */
  ofAccount(accountId: string): Promise<Joined[]>;
  findMember(accountId: string, organizationId: string): Promise<Member | null>;
  /** The latest account first, by keyset. */
  pageMembers(organizationId: string, search: MemberSearch, page: PageRequest): Promise<Page<Member>>;
  /** How many owners beside that account can sign in to it. Lock the organization first. */
  countOtherOwners(organizationId: string, accountId: string): Promise<number>;
}
