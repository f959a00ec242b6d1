import type { Role } from '../permission/permissions.ts';

/** Somebody asked to come into an organization, by a single-use link. It waits until it is accepted, withdrawn or expires. */
export interface Invitation {
  /** Its link's. */
  readonly id: string;
  readonly organizationId: string;
  /** To whom it was made out, as written. Whoever opens the link may accept it. */
  readonly email: string;
  readonly role: Role;
  /** `null`: the operator. */
  readonly byAccountId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** When it was taken back, or replaced by the next one; `null` where neither was done. */
  readonly withdrawnAt: number | null;
}

export type NewInvitation = Omit<Invitation, 'createdAt' | 'expiresAt' | 'withdrawnAt'>;
