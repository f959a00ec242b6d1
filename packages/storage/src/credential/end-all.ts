import type { CredentialKind, EndedAll, Ending, Which } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { candidates, changeInOrder, isOfFamily } from './act.ts';
import { endingColumns } from './end.ts';
import { currentGeneration } from './generations.ts';
import { isLive, isNotEnded } from './state.ts';

type OfAccount = Extract<Which, { accountId: string }>;
type OfOrganization = Extract<Which, { organizationId: string }>;

/** Whose credentials end. */
interface Subject {
  readonly kind: 'account' | 'organization';
  readonly id: Id;
  readonly column: 'account_id' | 'organization_id';
  readonly generation: 'account_generation' | 'organization_generation';
}

/** Raises one generation per kind, however many credentials that ends; those spared are moved along with it. */
export function endAll(
  on: Connection,
  { accountId, kinds, except = [] }: OfAccount,
  ending: Ending,
): Promise<EndedAll> {
  return atomically(on, async (on) => {
    const subject: Subject = {
      kind: 'account',
      id: id(accountId),
      column: 'account_id',
      generation: 'account_generation',
    };
    if (!(await lock(on, subject))) return { count: 0, announced: [] };
    const spared = except.map(id);
    const count = await countLive(on, subject, kinds, spared, ending.at);
    const announced = await endIssued(on, subject, kinds, spared, ending);
    for (const kind of kinds) await raise(on, subject, kind, spared, ending);
    return { count, announced };
  });
}

export function endOrganization(
  on: Connection,
  { organizationId, kinds, except = [] }: OfOrganization,
  ending: Ending,
): Promise<void> {
  return atomically(on, async (on) => {
    const subject: Subject = {
      kind: 'organization',
      id: id(organizationId),
      column: 'organization_id',
      generation: 'organization_generation',
    };
    if (!(await lock(on, subject))) return;
    for (const kind of kinds) await raise(on, subject, kind, except.map(id), ending);
  });
}

/** Two at once would raise to the same value. */
async function lock(on: Connection, subject: Subject): Promise<boolean> {
  const row = await on.db
    .selectFrom(subject.kind)
    .select('id')
    .where('id', '=', subject.id)
    .modifyEnd(on.dialect.lockRows(subject.kind))
    .executeTakeFirst();
  return row !== undefined;
}

async function countLive(
  on: Connection,
  subject: Subject,
  kinds: readonly CredentialKind[],
  spared: readonly Id[],
  now: number,
): Promise<number> {
  let live = candidates(on)
    .clearSelect()
    .select((row) => row.fn.countAll<number>().as('count'))
    .where(`credential.${subject.column}`, '=', subject.id)
    .where('credential.kind', 'in', kinds)
    .where('credential.parent_id', 'is', null)
    .where(isLive(now));
  if (spared.length > 0) live = live.where('credential.id', 'not in', spared);
  return (await live.executeTakeFirstOrThrow()).count;
}

/** How many rows of an account are written at once; the sweeper writes the others. */
const announcedAtOnce = 200;

async function endIssued(
  on: Connection,
  { id: accountId }: Subject,
  kinds: readonly CredentialKind[],
  spared: readonly Id[],
  ending: Ending,
): Promise<string[]> {
  const ended = await changeInOrder(
    on,
    (all) => {
      const issued = all
        .innerJoin('session', 'session.credential_id', 'credential.id')
        .where('session.service_id', 'is not', null)
        .where('credential.account_id', '=', accountId)
        .where('credential.kind', 'in', kinds)
        .where('credential.parent_id', 'is', null)
        .where(isLive(ending.at))
        .limit(announcedAtOnce);
      return spared.length === 0 ? issued : issued.where('credential.id', 'not in', spared);
    },
    endingColumns(ending),
  );
  return ended.map((session) => session.id);
}

async function raise(
  on: Connection,
  subject: Subject,
  kind: CredentialKind,
  spared: readonly Id[],
  ending: Ending,
): Promise<void> {
  const value = 1 + (await currentGeneration(on, subject.kind, subject.id, kind));
  if (spared.length > 0) await moveAlong(on, subject, kind, spared, value);
  await on.db
    .insertInto('generation')
    .values({
      subject_kind: subject.kind,
      subject_id: subject.id,
      kind,
      value,
      raised_at: ending.at,
      reason: ending.reason,
      by_account_id: ending.by.accountId,
      by_device_id: ending.by.deviceId,
    })
    .execute();
}

/** Before the generation is raised, while one can still see which of them had ended already. */
async function moveAlong(
  on: Connection,
  subject: Subject,
  kind: CredentialKind,
  spared: readonly Id[],
  generation: number,
): Promise<void> {
  await changeInOrder(
    on,
    (all) =>
      all
        .where(isOfFamily(spared))
        .where(`credential.${subject.column}`, '=', subject.id)
        .where('credential.kind', '=', kind)
        .where(isNotEnded),
    { [subject.generation]: generation },
  );
}
