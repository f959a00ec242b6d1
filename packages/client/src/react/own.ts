/** The owner's own things. */
export interface Own {
  readonly of: 'me';
}

/** What stands in the current organization: that is what hooks are about when nothing else is said. */
export interface OfOrganization {
  readonly of?: 'organization';
}

/** Whose things are kept under a name in the cache. */
export type Whose = Own | { readonly of: 'organization' };

export const own: Own = { of: 'me' };
export const ofOrganization = { of: 'organization' } as const;
