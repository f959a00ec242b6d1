import type { OrganizationSession } from '@rollcall/client';

/** What an administrator wants to end. */
export type EndTarget =
  | { readonly what: 'sessions'; readonly sessions: readonly OrganizationSession[] }
  | { readonly what: 'everything' };
