/** Whose things a hook is about. Organizations come with their own pages. */
export interface Own {
  readonly of: 'me';
}

export const own: Own = { of: 'me' };
