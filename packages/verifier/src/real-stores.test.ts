import {
  disableAccount,
  type IssuedSession,
  type Operator,
  type Outcome,
  revokeByOperator,
  type VerifierStore,
} from '@rollcall/core';
import { afterEach, describe, expect, test } from 'vitest';
import { enter, inEachWorld, newPerson, type World } from '../../../tests/src/world.ts';
import { createJanitor } from './janitor.ts';
import { History, type SeenRevoke } from './simulation/history.ts';
import { createVerifier, type Verifier } from './verifier.ts';

const operator: Operator = { kind: 'operator' };
const people = 5;
const sessionsEach = 4;

interface Person {
  readonly login: string;
  readonly sessions: readonly IssuedSession[];
}

inEachWorld((world) => {
  const started: Verifier[] = [];
  afterEach(async () => {
    for (const verifier of started.splice(0)) await verifier.stop();
  });

  async function node(name: string, store: VerifierStore = world().storage.verifiers): Promise<Verifier> {
    const verifier = createVerifier({ store, clock: world().clock, name });
    started.push(verifier);
    await verifier.start();
    return verifier;
  }

  describe.each([true, false])('several nodes, with wake-ups: %s', (wakeUps) => {
    test('accept nothing that was ended and answered before, and everything that was not', async () => {
      const store = wakeUps ? world().storage.verifiers : deaf(world().storage.verifiers);
      const nodes = [await node('one', store), await node('two', store), await node('three', store)];
      const persons = await Promise.all(Array.from({ length: people }, () => personWithSessions(world())));
      const history = new History();
      const state = { isOver: false };
      const verifying = nodes.map((each) => keepVerifying(world(), each, persons, history, state));
      const endings = await Promise.all(persons.map((person, index) => endSome(world(), person, index, history)));
      state.isOver = true;
      await Promise.all(verifying);

      expect(history.broken()).toEqual([]);
      const ended = new Set(history.revokes.flatMap((revoke) => revoke.ended));
      for (const each of nodes) expect(await accepted(world(), each, persons)).toEqual(idsOf(persons, ended));
      expect(history.verifies.filter((verify) => verify.active).length).toBeGreaterThan(people * sessionsEach);
      for (const { receipt } of endings.flat()) expect(receipt).toMatchObject({ confirmed: 4, waitedOut: [] });
    });
  });

  test('A node that lost the store is waited out and refuses; the janitor takes its row away.', async () => {
    const cut = cuttable(world().storage.verifiers);
    const verifier = await node('cut off', cut.store);
    const { sessions } = await personWithSessions(world());
    const [session] = sessions;
    if (session === undefined) throw new Error('There is no session.');
    await verifier.verify(session.token, 'session', { now: world().clock.now(), address: null });
    cut.isCut = true;

    const { receipt } = await revokeByOperator(world().deps, operator, session.id);
    expect(receipt).toMatchObject({ confirmed: 1, waitedOut: ['cut off'] });
    const presented = { now: world().clock.now(), address: null };
    expect(await verifier.verify(session.token, 'session', presented)).toEqual({
      active: false,
      reason: 'unavailable',
    });

    let later = 0;
    const janitor = createJanitor({ store: world().storage.verifiers, monotonic: () => performance.now() + later });
    await janitor.tidy();
    later = 10_000;
    // The living renew between the two looks; on this machine no time has passed.
    await world().verifier.sync();
    await janitor.tidy();
    expect((await world().storage.verifiers.verifiers()).map(({ name }) => name)).toEqual(['tests']);

    cut.isCut = false;
    await verifier.sync();
    expect(verifier.isCurrent()).toBe(true);
    expect(await world().storage.verifiers.verifiers()).toHaveLength(2);
  });
});

async function personWithSessions(world: World): Promise<Person> {
  const { login } = await newPerson(world);
  const sessions: IssuedSession[] = [];
  while (sessions.length < sessionsEach) sessions.push(await enter(world, login));
  return { login, sessions };
}

async function keepVerifying(
  world: World,
  verifier: Verifier,
  persons: readonly Person[],
  history: History,
  state: { isOver: boolean },
): Promise<void> {
  while (!state.isOver) {
    const asked = persons.flatMap(({ sessions }) =>
      sessions.map(async ({ id, token }) => {
        const started = history.next();
        const { active } = await verifier.verify(token, 'session', { now: world.clock.now(), address: null });
        history.verifies.push({ credentialId: id, started, active });
      }),
    );
    await Promise.all(asked);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Of most people some sessions, one by one; of every third all of them. */
async function endSome(world: World, { login, sessions }: Person, index: number, history: History): Promise<Outcome[]> {
  if (index % 3 === 2) {
    const ids = sessions.map(({ id }) => id);
    return [await seen(history, ids, () => disableAccount(world.deps, operator, login))];
  }
  const outcomes: Outcome[] = [];
  for (const { id } of sessions.slice(0, 2)) {
    outcomes.push(await seen(history, [id], () => revokeByOperator(world.deps, operator, id)));
  }
  return outcomes;
}

async function seen(history: History, ended: readonly string[], end: () => Promise<Outcome>): Promise<Outcome> {
  const revoke: SeenRevoke = { ended, answered: null };
  history.revokes.push(revoke);
  const outcome = await end();
  revoke.answered = history.next();
  return outcome;
}

async function accepted(world: World, verifier: Verifier, persons: readonly Person[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, token } of persons.flatMap(({ sessions }) => sessions)) {
    const { active } = await verifier.verify(token, 'session', { now: world.clock.now(), address: null });
    if (active) ids.push(id);
  }
  return ids;
}

function idsOf(persons: readonly Person[], without: ReadonlySet<string>): string[] {
  return persons.flatMap(({ sessions }) => sessions.map(({ id }) => id)).filter((id) => !without.has(id));
}

/** The same store, whose wake-ups nobody hears. */
function deaf(store: VerifierStore): VerifierStore {
  return { ...store, onWake: () => () => {} };
}

/** The same store over a connection that can be cut. */
function cuttable(store: VerifierStore): { store: VerifierStore; isCut: boolean } {
  const line = {
    isCut: false,
    store: {
      ...store,
      lookUpAll: async (hashes: readonly Uint8Array[]) => store.lookUpAll(through(hashes)),
      register: async (verifier: Parameters<VerifierStore['register']>[0]) => store.register(through(verifier)),
      sync: async (id: string, incarnation: string, epoch: number) => store.sync(through(id), incarnation, epoch),
      onWake: () => () => {},
    },
  };
  function through<Question>(question: Question): Question {
    if (line.isCut) throw new Error('The line is cut.');
    return question;
  }
  return line;
}
