/** Says that one member may act on behalf of another, within one organization. It ends with the membership of either. */
export interface ActingGrant {
  readonly id: string;
  readonly organizationId: string;
  /** On whose behalf. */
  readonly accountId: string;
  /** Who may. */
  readonly holderId: string;
  /** Who made it; `null`: the operator. */
  readonly byAccountId: string | null;
  readonly createdAt: number;
  /** `null`: it does not expire. */
  readonly expiresAt: number | null;
}
