import type { SessionFilter, Termination } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine, withOtherNode } from './engines.ts';
import {
  accountsOf,
  addAccount,
  addSession,
  bear,
  client,
  endingAt,
  endOrganization,
  hour,
  newId,
  noon,
} from './fixtures.ts';

const everything: SessionFilter = {
  state: 'live',
  accountIds: null,
  namePart: null,
  type: null,
  from: null,
  to: null,
};
const page = { after: null, limit: 100 };

describe('what stands in an organization', () => {
  onEachEngine(createDatabase, (subject, engine) => {
    const kinds = ['session'] as const;
    const home = async () => (await subject().storage.organizations.default()).id;

    test('a session that is born while everything ends is dead when it is born', async () => {
      const organizationId = await home();
      const account = await addAccount(subject().storage);
      await withOtherNode(subject(), async (other) => {
        let ending: Promise<void> | undefined;
        const born = await subject().storage.transaction(async (stores) => {
          const session = await bear(stores, account.id);
          ending = endOrganization(other, { organizationId, kinds }, endingAt(noon + 1));
          // With one connection it has to wait for this birth, and with several it need not.
          if (engine === 'postgres') await ending;
          return session;
        });
        await ending;
        expect((await other.verifiers.lookUp(born.tokenHash)).credential).toMatchObject({ outlived: true });
      });
    });

    test('sessions are found by account, name, type, time and state', async () => {
      const { storage } = subject();
      const organizationId = await home();
      const ada = await addAccount(storage, { displayName: 'Ådä Löfgren' });
      const phone = { ...client, type: 'phone' } as const;
      const early = await addSession(storage, ada.id, { issuedAt: noon - hour });
      const late = await addSession(storage, ada.id, { client: phone });
      const held = await addSession(storage, ada.id);
      const ended = await addSession(storage, ada.id);
      await storage.credentials.hold({ id: held.id }, newId(), noon, noon + hour);
      await storage.credentials.end({ id: ended.id }, endingAt(noon));
      const found = async (filter: Partial<SessionFilter>) => {
        const whole = { ...everything, ...filter };
        const { rows } = await storage.credentials.pageOrganizationSessions(organizationId, noon, page, whole);
        return rows.map(({ id }) => id).filter((id) => [early, late, held, ended].some((one) => one.id === id));
      };
      expect(await found({})).toEqual([held.id, late.id, early.id]);
      expect(await found({ accountIds: [ada.id] })).toEqual([held.id, late.id, early.id]);
      expect(await found({ accountIds: [] })).toEqual([]);
      expect(await found({ namePart: 'dä löf' })).toEqual([held.id, late.id, early.id]);
      expect(await found({ namePart: '%' })).toEqual([]);
      expect(await found({ type: 'phone' })).toEqual([late.id]);
      expect(await found({ from: noon - hour, to: noon })).toEqual([early.id]);
      expect(await found({ state: 'held' })).toEqual([held.id]);
      expect(await found({ state: 'active' })).toEqual([late.id, early.id]);
      expect(await found({ state: 'ended' })).toEqual([ended.id]);
      expect(await found({ state: 'ended', accountIds: [ada.id] })).toEqual([ended.id]);
      expect(await storage.organizations.search(organizationId, 'löfgren', 5)).toEqual([ada.id]);
      await storage.accounts.setProfile(ada.id, { displayName: 'Ada', locale: null, timeZone: null });
      expect(await storage.organizations.search(organizationId, 'löfgren', 5)).toEqual([]);
    });

    test.each([
      ['an administrator', 'revoked_by_administrator'],
      ['the operator', 'revoked_by_operator'],
    ] as const)(
      'whoever lost sessions to a common ending by %s is known, before and after the rows are written',
      async (by, reason) => {
        const { storage } = subject();
        const organizationId = await home();
        const [one = '', other = ''] = await accountsOf(storage, 2);
        await addSession(storage, one);
        await addSession(storage, one);
        const gone = await addSession(storage, other);
        await storage.credentials.end({ id: gone.id }, endingAt(noon));
        const at = noon + 5;
        const byAccountId = by === 'the operator' ? null : other;
        const ending = endingAt(at, { reason, by: { accountId: byAccountId, deviceId: null } });
        await endOrganization(storage, { organizationId, kinds }, ending);
        const termination: Termination = {
          id: newId(),
          organizationId,
          at,
          byAccountId,
          members: null,
          passed: 0,
          told: 0,
          passedUpTo: null,
          finishedAt: null,
        };
        await storage.terminations.insert(termination);
        expect(await storage.terminations.latest(organizationId)).toEqual(termination);
        const lost = () => storage.terminations.lostBy(termination, [one, other]);
        expect([...(await lost())]).toEqual([[one, 2]]);
        await storage.credentials.sweepEnded(noon + hour, 1_000);
        expect([...(await lost())]).toEqual([[one, 2]]);
        const advanced = { ...termination, members: 7, passed: 3, told: 1, passedUpTo: one, finishedAt: noon + 9 };
        await storage.terminations.advance(advanced);
        expect(await storage.terminations.lock(termination.id)).toEqual(advanced);
        const members = await storage.terminations.membersAfter(organizationId, null, 1_000);
        expect(members).toEqual(members.toSorted());
        expect(await storage.terminations.countMembers(organizationId)).toBe(members.length);
        expect((await storage.terminations.membersAfter(organizationId, members[0] ?? '', 1))[0]).toBe(members[1]);
      },
    );
  });
});
