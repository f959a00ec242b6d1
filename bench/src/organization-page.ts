import { shuffled } from './chance.ts';
import { compare, type Found, interleave, inWords } from './measuring.ts';
import type { Place } from './place.ts';
import { listedSessions, parameter, reading } from './reading.ts';

const pagesPerRound = 200;
const limit = 50;
const skipped = 5_000;

/** Pages from anywhere in the organization, which every session of the store stands in. */
export async function organizationPage(place: Place): Promise<Found> {
  return place.withStores('listed', async ({ population, storage, file }) => {
    const { organizationId, sessionIds } = population;
    const after = shuffled(sessionIds.slice(limit + 1), 'order of paging').slice(0, pagesPerRound);
    const live = `${listedSessions}
      where c.organization_id = ${parameter} and c.kind = 'session' and c.revoked_at is null`;
    const page = file.prepare(`${live} and c.id < ${parameter} order by c.id desc limit ${parameter}`);
    const offset = file.prepare(`${live} order by c.id desc limit ${parameter} offset ${parameter}`);
    const { credentials } = storage;
    const sides = {
      ours: reading(after, after.length * limit, async (id) => {
        const request = { after: id, limit };
        return (await credentials.pageOrganizationSessions(organizationId, Date.now(), request)).rows;
      }),
      // One more, as whoever pages has to know whether there is another.
      floor: reading(after, after.length * (limit + 1), (id) => page.all(organizationId, id, limit + 1)),
      offset: reading(after, after.length * (limit + 1), () => offset.all(organizationId, limit + 1, skipped)),
    };
    await interleave(sides, 2);
    const spent = await interleave(sides, place.scale.rounds);
    const byOffset = compare(spent.offset, spent.floor).cpu;
    return {
      comparison: compare(spent.ours, spent.floor),
      asides: [`The same page by OFFSET at row ${skipped.toLocaleString('en')}: ${inWords(byOffset)}.`],
    };
  });
}
