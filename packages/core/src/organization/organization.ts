import type { Account, LoginName } from '../account/account.ts';
import type { FactorKind } from '../factor/factor.ts';
import type { Role } from '../permission/permissions.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** The one that exists from the first start; new accounts stand in it. */
  readonly isDefault: boolean;
}

/** Somebody who holds something in an organization, as it knows them. */
export interface Holder {
  readonly accountId: string;
  readonly displayName: string;
  /** `null`: no member any more. */
  readonly role: Role | null;
}

/** The organization itself, or the disabling of the account: enabling that takes back the latter alone. */
export type LockedOutBy = 'organization' | 'disabling';

export interface Membership {
  readonly accountId: string;
  readonly organizationId: string;
  readonly role: Role;
  readonly joinedAt: number;
  /** Since when this member cannot sign in to this organization; `null` while they can. */
  readonly lockedOutAt: number | null;
  readonly lockedOutBy: LockedOutBy | null;
}

export type NewMembership = Omit<Membership, 'lockedOutAt' | 'lockedOutBy'> & {
  /** The address of the invitation by which they came in. */
  readonly invitedAs?: string;
};

/** An organization that an account can stand in. */
export interface Joined {
  readonly organization: Organization;
  readonly membership: Membership;
}

/** Somebody in an organization, as its administrators see them. */
export interface Member {
  readonly account: Account;
  readonly membership: Membership;
  readonly loginNames: readonly LoginName[];
  /** The service that signs them in; `null` where they have a password here. */
  readonly serviceId: string | null;
  /** Of which kinds they have any. */
  readonly secondFactors: readonly FactorKind[];
  /** When a session of theirs in the organization was last used, as far as those are kept; `null`: none was. */
  readonly lastSeenAt: number | null;
}

/** Which members are looked for; `null` does not narrow. */
export interface MemberSearch {
  /** Part of the name or of a login name, whatever its case. */
  readonly text: string | null;
  readonly role: Role | null;
}
