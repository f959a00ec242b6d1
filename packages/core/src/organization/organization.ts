import type { Role } from '../permission/permissions.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** The one that exists from the first start; new accounts stand in it. */
  readonly isDefault: boolean;
}

export interface Membership {
  readonly accountId: string;
  readonly organizationId: string;
  readonly role: Role;
}
