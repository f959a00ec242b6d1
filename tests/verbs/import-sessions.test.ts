import { createHash, randomBytes } from 'node:crypto';
import {
  createService,
  disableExternalAccount,
  endEverythingByOperator,
  type ForService,
  hashImported,
  type ImportedSession,
  importSessions,
  issueServiceCredential,
  issueServiceSession,
  letIn,
  lockOut,
  removeMember,
  removeService,
  revokeByService,
  revokeServiceCredential,
  type ServiceActor,
  servicePermissions,
  terminateSessions,
} from '@rollcall/core';
import { expect, it } from 'vitest';
import { enter, inEachWorld, newPerson, ownerOf, visitor, type World } from '../src/world.ts';

const operator = { kind: 'operator' } as const;
const hour = 3_600_000;
let made = 0;

async function aService({ deps }: World): Promise<{ readonly name: string; readonly actor: ServiceActor }> {
  made += 1;
  const name = `Importer ${made}`;
  const service = await createService(deps, operator, { name, origins: [], reauthenticateUrl: null });
  const wish = { service: name, name: 'backend', permissions: servicePermissions, expiresAt: null };
  const { credential } = await issueServiceCredential(deps, operator, wish);
  const { id: serviceId, organizationId } = service;
  return { name, actor: { kind: 'service', serviceId, organizationId, credentialId: credential.id } };
}

const newHash = () => createHash('sha256').update(randomBytes(32)).digest('hex');

function aSession(world: World, externalId: string, given: Partial<ImportedSession> = {}): ImportedSession {
  return {
    tokenHash: newHash(),
    externalId,
    displayName: null,
    visitor: visitor(),
    lifetime: 'standard',
    issuedAt: world.clock.now() - hour,
    lastUsedAt: null,
    expiresAt: null,
    ...given,
  };
}

const bring = ({ deps }: World, actor: ForService, ...sessions: ImportedSession[]) =>
  importSessions(deps, actor, sessions, false);

/** What a verify that starts now says: `good`, or why not. */
async function fateOf(world: World, { serviceId }: Pick<ForService, 'serviceId'>, tokenHash: string): Promise<string> {
  const presented = { now: world.clock.now(), address: null };
  const verdict = await world.verifier.verifyHashed(hashImported(serviceId, tokenHash), 'session', presented);
  return verdict.active ? 'good' : verdict.reason;
}

interface Brought {
  readonly accountId: string;
  readonly organizationId: string;
  readonly sessionId: string;
}

/** What an organization does to somebody who may come again. */
const endedHere: Readonly<Record<string, (world: World, brought: Brought) => Promise<unknown>>> = {
  'locked out and let in again': async ({ deps }, { accountId, organizationId }) => {
    await lockOut(deps, { ...operator, organizationId }, accountId);
    await letIn(deps, { ...operator, organizationId }, accountId);
  },
  'removed and joined again': async ({ deps, storage, clock }, { accountId, organizationId }) => {
    await removeMember(deps, { ...operator, organizationId }, accountId);
    await storage.organizations.addMember({ accountId, organizationId, role: 'member', joinedAt: clock.now() });
  },
  'signed out by an administrator': async (world, { organizationId, sessionId }) => {
    const { login, accountId } = await newPerson(world);
    await world.storage.organizations.setRole({ accountId, organizationId, role: 'administrator' });
    const administrator = await ownerOf(world, await enter(world, login));
    await terminateSessions(world.deps, administrator, [sessionId]);
  },
};

inEachWorld((world) => {
  it('the same token for two people at once is one session of one of them', async () => {
    const { actor } = await aService(world());
    const tokenHash = newHash();
    const people = ['anna', 'bo', 'cleo', 'anna'];
    const batches = people.map((person) => bring(world(), actor, aSession(world(), person, { tokenHash })));
    const results = (await Promise.all(batches)).flat();
    const imported = results.filter(({ outcome }) => outcome === 'imported');
    expect(imported).toHaveLength(1);
    const refused = results.filter(({ outcome }) => outcome === 'refused');
    for (const result of refused) expect(result).toEqual({ outcome: 'refused', reason: 'other_account' });
    expect(await fateOf(world(), actor, tokenHash)).toBe('good');
  });

  it('the same token for two people of one batch makes only the first of them', async () => {
    const { actor } = await aService(world());
    const tokenHash = newHash();
    const rows = ['anna', 'bo'].map((person) => aSession(world(), person, { tokenHash }));
    expect(await bring(world(), actor, ...rows)).toMatchObject([
      { outcome: 'imported' },
      { outcome: 'refused', reason: 'other_account' },
    ]);
    expect(await world().deps.services.findExternal(actor.serviceId, 'bo')).toBeNull();
  });

  it('what comes while its service is removed is dead or was refused', async () => {
    const { name, actor } = await aService(world());
    await bring(world(), actor, aSession(world(), 'known'));
    const sessions = Array.from({ length: 24 }, (_, number) =>
      aSession(world(), number % 2 ? 'known' : `new ${number}`),
    );
    const coming = sessions.map((session) => bring(world(), actor, session));
    await Promise.allSettled([...coming, removeService(world().deps, operator, name)]);
    for (const { tokenHash } of sessions)
      expect(await fateOf(world(), actor, tokenHash)).toMatch(/^(revoked|unknown)$/);
    const asOperator = { ...operator, serviceId: actor.serviceId, organizationId: actor.organizationId };
    await expect(bring(world(), asOperator, aSession(world(), 'too late'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('what comes while its account is disabled is dead or was refused', async () => {
    const { actor } = await aService(world());
    await bring(world(), actor, aSession(world(), 'anna'));
    const sessions = Array.from({ length: 12 }, () => aSession(world(), 'anna'));
    const coming = sessions.map((session) => bring(world(), actor, session));
    await Promise.allSettled([...coming, disableExternalAccount(world().deps, actor, 'anna')]);
    for (const { tokenHash } of sessions)
      expect(await fateOf(world(), actor, tokenHash)).toMatch(/^(revoked|unknown)$/);
  });

  it('a credential that has ended brings nothing', async () => {
    const { actor } = await aService(world());
    await revokeServiceCredential(world().deps, operator, actor.credentialId);
    const session = aSession(world(), 'anna');
    await expect(bring(world(), actor, session)).rejects.toMatchObject({ code: 'service_credential_ended' });
    expect(await fateOf(world(), actor, session.tokenHash)).toBe('unknown');
  });

  it('ended and confirmed, it is refused from memory at once, and a replay changes nothing', async () => {
    const { actor } = await aService(world());
    const session = aSession(world(), 'anna');
    const [result] = await bring(world(), actor, session);
    if (result?.outcome !== 'imported') throw new Error(JSON.stringify(result));
    expect(await fateOf(world(), actor, session.tokenHash)).toBe('good');
    const { outcome } = await revokeByService(world().deps, actor, result.sessionId);
    expect(outcome).toMatchObject({ count: 1, receipt: { confirmed: 1, waitedOut: [] } });
    expect(await fateOf(world(), actor, session.tokenHash)).toBe('revoked');
    expect(await bring(world(), actor, session)).toMatchObject([{ outcome: 'already_there' }]);
    expect(await fateOf(world(), actor, session.tokenHash)).toBe('revoked');
  });

  it('the operator brings them too, and the log says so, once for the batch and once for each', async () => {
    const { actor } = await aService(world());
    const { serviceId, organizationId } = actor;
    const asOperator = { ...operator, serviceId, organizationId };
    const sessions = [aSession(world(), 'anna'), aSession(world(), 'anna', { issuedAt: 0 })];
    const [taken] = await bring(world(), asOperator, ...sessions);
    if (taken?.outcome !== 'imported') throw new Error(JSON.stringify(taken));
    const page = { after: null, limit: 10 };
    const linesOf = async (id: string) => (await world().deps.log.pageOf(id, ['session.imported'], page)).rows;
    expect(await linesOf(serviceId)).toMatchObject([
      { actorKind: 'operator', details: { count: 1, alreadyThere: 0, refused: 1 } },
    ]);
    expect(await linesOf(taken.accountId)).toMatchObject([{ actorKind: 'operator', credentialId: taken.sessionId }]);
  });

  it.each(Object.entries(endedHere))(
    'one of before its account was %s is refused, and a later one comes',
    async (_, end) => {
      const { actor } = await aService(world());
      const { organizationId } = actor;
      const [first] = await bring(world(), actor, aSession(world(), 'ida'), aSession(world(), 'other'));
      if (first?.outcome !== 'imported') throw new Error(JSON.stringify(first));
      await end(world(), { ...first, organizationId });
      world().clock.pass(1);
      const stolen = aSession(world(), 'ida');
      const later = aSession(world(), 'ida', { issuedAt: world().clock.now() });
      const others = aSession(world(), 'other');
      expect(await bring(world(), actor, stolen, later, others)).toMatchObject([
        { outcome: 'refused', reason: 'ended_since' },
        { outcome: 'imported' },
        { outcome: 'imported' },
      ]);
      expect(await fateOf(world(), actor, stolen.tokenHash)).toBe('unknown');
      expect(await fateOf(world(), actor, later.tokenHash)).toBe('good');
    },
  );

  it('one of before everything was ended is refused, also where nobody had named its account', async () => {
    const { actor } = await aService(world());
    const known = { externalId: 'anna', displayName: null, emails: null, lifetime: 'standard', assurance: 1 } as const;
    await issueServiceSession(world().deps, actor, visitor(), { ...known, authenticatedAt: null });
    const sessions = [aSession(world(), 'anna'), aSession(world(), 'nobody yet')];
    await endEverythingByOperator(world().deps, operator);
    world().clock.pass(1);
    const refused = { outcome: 'refused', reason: 'ended_since' };
    const asOperator = { ...operator, serviceId: actor.serviceId, organizationId: actor.organizationId };
    expect(await bring(world(), asOperator, ...sessions)).toEqual([refused, refused]);
    expect(await world().deps.services.findExternal(actor.serviceId, 'nobody yet')).toBeNull();
  });
});
