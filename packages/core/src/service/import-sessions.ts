import type { Account } from '../account/account.ts';
import type { ForService } from '../actor.ts';
import { insertBorn } from '../credential/issue-session.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashImported, hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { insertDevice } from '../device/recognize.ts';
import { note } from '../log/note.ts';
import type { Policy } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import { checkFirstSight, findOrMakeExternal } from './external-account.ts';
import { type ImportedSession, type ImportRefusal, importRefusals, whyNotByTime } from './imported-session.ts';
import { keepService } from './keep-service.ts';

export type ImportResult =
  | {
      /** `already_there`: the same token of the same account, whatever has become of it since. */
      readonly outcome: 'imported' | 'already_there';
      readonly accountId: string;
      readonly sessionId: string;
    }
  /** On trial: it would be imported. */
  | { readonly outcome: 'importable' }
  | { readonly outcome: 'refused'; readonly reason: ImportRefusal };

type ImportDeps = Pick<
  Deps,
  'accounts' | 'chance' | 'clock' | 'credentials' | 'log' | 'organizations' | 'services' | 'transaction'
>;

/** One batch on its way in. */
interface Batch {
  readonly actor: ForService;
  readonly policy: Policy;
  /** Nothing is written. */
  readonly isTrial: boolean;
}

/**
 * Brings sessions along that an application had before, each wholly or not at all; what came is in the order of the rows. The
 * same rows again change nothing, and one that has ended since stays ended. Refuses `service_credential_ended`.
 */
export async function importSessions(
  deps: ImportDeps,
  actor: ForService,
  sessions: readonly ImportedSession[],
  isTrial: boolean,
): Promise<ImportResult[]> {
  const batch = { actor, policy: await deps.organizations.policy(actor.organizationId), isTrial };
  // What names the same token comes one after the other, everything else together.
  const chains = new Map<string, Promise<ImportResult>>();
  const coming = sessions.map((session) => {
    const before = chains.get(session.tokenHash);
    const result = (before ?? Promise.resolve()).then(() => importOne(deps, batch, session));
    chains.set(session.tokenHash, result);
    return result;
  });
  await Promise.allSettled(coming);
  const results = await Promise.all(coming);
  if (!isTrial) await noteBatch(deps, actor, results);
  return results;
}

async function noteBatch(deps: ImportDeps, actor: ForService, results: readonly ImportResult[]): Promise<void> {
  const countOf = (outcome: ImportResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const details = { count: countOf('imported'), alreadyThere: countOf('already_there'), refused: countOf('refused') };
  await note(deps, deps, { event: 'session.imported', accountId: actor.serviceId, by: actor, details });
}

async function importOne(deps: ImportDeps, batch: Batch, session: ImportedSession): Promise<ImportResult> {
  const tokenHash = hashImported(batch.actor.serviceId, session.tokenHash);
  try {
    return (await whatIsThere(deps, batch, session, tokenHash)) ?? (await bringIn(deps, batch, session, tokenHash));
  } catch (error) {
    const reason = error instanceof Refusal ? importRefusals.find((known) => known === error.code) : undefined;
    if (reason !== undefined) return { outcome: 'refused', reason };
    // Another batch may have brought the same token a moment before: then this is what it is answered.
    const there = error instanceof Refusal ? null : await whatIsThere(deps, batch, session, tokenHash);
    if (there === null) throw error;
    return there;
  }
}

/** `null` where nobody has the token yet. */
async function whatIsThere(
  { credentials, services }: Pick<Stores, 'credentials' | 'services'>,
  { actor }: Batch,
  { externalId }: ImportedSession,
  tokenHash: Uint8Array,
): Promise<ImportResult | null> {
  const known = await credentials.findByHash(tokenHash);
  if (known === null) return null;
  const external = await services.findExternal(actor.serviceId, externalId);
  return answerOfKnown(known, external?.accountId ?? null);
}

function answerOfKnown({ id, accountId }: SessionRecord, wantedAccountId: string | null): ImportResult {
  if (accountId !== wantedAccountId) return { outcome: 'refused', reason: 'other_account' };
  return { outcome: 'already_there', accountId, sessionId: id };
}

/** Nothing is made, no account either, for one whose times, account or names keep it out. */
async function bringIn(
  deps: ImportDeps,
  { actor, policy, isTrial }: Batch,
  session: ImportedSession,
  tokenHash: Uint8Array,
): Promise<ImportResult> {
  const { externalId, displayName } = session;
  const known = await deps.services.findExternal(actor.serviceId, externalId);
  const account = known === null ? null : await deps.accounts.find(known.accountId);
  const reason =
    whyNotByTime(session, policy, deps.clock.now()) ?? (await whyNotByAccount(deps, actor, session, account));
  if (reason !== null) return { outcome: 'refused', reason };
  const profile = { displayName, emails: null };
  if (account === null) checkFirstSight(externalId, profile);
  if (isTrial) return { outcome: 'importable' };
  const { accountId } = await findOrMakeExternal(deps, actor, externalId, profile);
  return write(deps, actor, session, tokenHash, accountId);
}

/** Whoever has ended all that there was meant this one too, though it was not here yet. */
async function whyNotByAccount(
  { credentials }: Pick<Stores, 'credentials'>,
  { organizationId }: ForService,
  { issuedAt }: ImportedSession,
  account: Account | null,
): Promise<ImportRefusal | null> {
  if (account !== null && account.disabledAt !== null) return 'account_disabled';
  const endedAt = await credentials.allEndedAt(account?.id ?? null, organizationId, 'session');
  return endedAt !== null && issuedAt <= endedAt ? 'ended_since' : null;
}

async function write(
  deps: ImportDeps,
  actor: ForService,
  session: ImportedSession,
  tokenHash: Uint8Array,
  accountId: string,
): Promise<ImportResult> {
  return deps.transaction.together(async (stores) => {
    await keepService(stores, deps, actor);
    const account = await stores.accounts.lock(accountId);
    const known = await stores.credentials.findByHash(tokenHash);
    if (known !== null) return answerOfKnown(known, accountId);
    const reason = await whyNotByAccount(stores, actor, session, account);
    if (reason !== null) return { outcome: 'refused', reason };
    const { sessionId, deviceId } = await insertImported(stores, deps, actor, session, tokenHash, accountId);
    const by = actor.kind === 'service' ? { ...actor, address: session.visitor.address } : actor;
    await note(stores, deps, { event: 'session.imported', accountId, by, credentialId: sessionId, deviceId });
    return { outcome: 'imported', accountId, sessionId };
  });
}

/** On a device of its own: which browser or app it is in, is not known here. */
async function insertImported(
  stores: Pick<Stores, 'credentials' | 'devices'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  { organizationId, serviceId }: ForService,
  { visitor, lifetime, expiresAt, ...session }: ImportedSession,
  tokenHash: Uint8Array,
  accountId: string,
): Promise<{ readonly sessionId: string; readonly deviceId: string }> {
  // Clocks differ: nothing has happened later than now.
  const now = deps.clock.now();
  const issuedAt = Math.min(session.issuedAt, now);
  const lastUsedAt = Math.min(session.lastUsedAt ?? issuedAt, now);
  const browserHash = hashToken(makeToken('browser', null, deps.chance.bytes));
  const device = await insertDevice(stores, deps, { accountId, client: visitor.client, at: issuedAt }, browserHash);
  const birth = { accountId, organizationId, serviceId, lifetime, method: 'service', assurance: 1 } as const;
  const times = { tokenHash, issuedAt, lastUsedAt };
  const id = await insertBorn(device.id, stores, deps, visitor, { ...birth, ownEndAt: expiresAt }, times);
  return { sessionId: id, deviceId: device.id };
}
