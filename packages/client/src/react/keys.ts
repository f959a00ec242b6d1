/** Names of what is kept in the cache. Everything about an account's access starts with `inventory`, so that one word refreshes it. */
export const keys = {
  me: ['me'],
  inventory: ['inventory'],
  devices: ['inventory', 'devices'],
  sessions: (state: 'live' | 'ended') => ['inventory', 'sessions', state],
  log: ['log'],
  logOf: (group: string | undefined) => ['log', group ?? 'all'],
  doors: ['doors'],
  ending: ['ending'],
  link: (link: string) => ['link', link],
} as const;
