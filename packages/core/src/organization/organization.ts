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

export interface Membership {
  readonly accountId: string;
  readonly organizationId: string;
  readonly role: Role;
}
