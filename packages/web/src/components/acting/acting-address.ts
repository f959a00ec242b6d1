const folder = '/acting-for';

/** Where the people are listed on whose behalf one may act; with an id, where one does. */
export function actingAddress(id?: string): string {
  return id === undefined ? folder : `${folder}/${id}`;
}

/** For whom one acts at that address; `null` where one is oneself. */
export function actedForAt(address: string): string | null {
  const [, found] = /^\/acting-for\/([^/]+)\/?$/i.exec(address) ?? [];
  return found === undefined ? null : decodeURIComponent(found);
}
