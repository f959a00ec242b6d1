import { shuffled } from './chance.ts';
import { compare, type Found, interleave } from './measuring.ts';
import type { Place } from './place.ts';
import { listedSessions, parameter, reading } from './reading.ts';

const listsPerRound = 1_000;
/** As much as the verb behind the page asks for. */
const mostSessions = 2_000;

export async function listMySessions(place: Place): Promise<Found> {
  return place.withStores('listed', async ({ population, storage, file }) => {
    const accountIds = shuffled(population.accountIds, 'order of listing').slice(0, listsPerRound);
    const rows = accountIds.length * place.scale.sessionsPerAccount;
    const select = file.prepare(`${listedSessions}
      where c.account_id = ${parameter} and c.kind = 'session' and c.revoked_at is null
      order by c.last_used_at desc, c.id desc limit ${parameter}`);
    const sides = {
      ours: reading(accountIds, rows, (id) => storage.credentials.listLiveSessions(id, Date.now(), mostSessions)),
      floor: reading(accountIds, rows, (id) => select.all(id, mostSessions)),
    };
    await interleave(sides, 2);
    const spent = await interleave(sides, place.scale.rounds);
    return { comparison: compare(spent.ours, spent.floor), asides: [] };
  });
}
