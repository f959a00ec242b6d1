/** Where somebody's User properties are. */
export function userAddress(id: string): string {
  return `/settings/users/${id}`;
}
