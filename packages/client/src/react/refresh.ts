/** How often an open list of everybody's is fetched again, in milliseconds: the more pages it shows, the more seldom. */
const refreshEachMs = 5_000;

export function refreshMs(pages = 1): number {
  return refreshEachMs * Math.max(1, pages);
}
