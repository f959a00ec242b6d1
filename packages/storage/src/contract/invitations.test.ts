import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, hour, newHash, newId, noon } from './fixtures.ts';

describe('invitations', () => {
  onEachEngine(createDatabase, (subject) => {
    /** One that waits for a week. */
    async function add(organizationId: string, byAccountId: string | null): Promise<string> {
      const { invitations, links } = subject().storage;
      const id = newId();
      const nobodys = { accountId: null, email: null, byCredentialId: null, usedAt: null };
      const times = { createdAt: noon, expiresAt: noon + 168 * hour };
      await links.insert({ ...nobodys, ...times, id, purpose: 'invitation', secretHash: newHash() });
      await invitations.insert({ id, organizationId, email: 'cleo@example.org', role: 'member', byAccountId });
      return id;
    }

    test('that somebody made in an organization are found while they wait', async () => {
      const { invitations, links, organizations } = subject().storage;
      const maker = await addAccount(subject().storage);
      const home = (await organizations.default()).id;
      const other = newId();
      await organizations.insert({ id: other, name: 'Ateljé', createdAt: noon, isDefault: false });
      const waiting = [await add(home, maker.id), await add(home, maker.id)];
      const used = await add(home, maker.id);
      await links.use(used, noon);
      for (const [where, by] of [
        [other, maker.id],
        [home, (await addAccount(subject().storage)).id],
        [home, null],
      ] as const) {
        await add(where, by);
      }
      const found = async (at: number) => (await invitations.waitingBy(maker.id, home, at)).map(({ id }) => id);
      expect((await found(noon)).toSorted()).toEqual(waiting.toSorted());
      expect(await found(noon + 168 * hour)).toEqual([]);
    });
  });
});
