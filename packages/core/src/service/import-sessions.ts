import type { Account } from '../account/account.ts';
import type { ForService } from '../actor.ts';
import { admitMoved } from '../credential/admit.ts';
import { insertBorn } from '../credential/issue-session.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashImported, hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { insertDevice } from '../device/recognize.ts';
import { note } from '../log/note.ts';
import { isAdmitted } from '../organization/is-admitted.ts';
import type { Policy } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import { checkFirstSight } from './external-account.ts';
import { type ImportedSession, type ImportRefusal, importRefusals, whyNotByTime } from './imported-session.ts';
import { keepService } from './keep-service.ts';
import { makeExternals } from './make-external.ts';

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

type ImportDeps = Pick<Deps, 'chance' | 'clock' | 'credentials' | 'log' | 'organizations' | 'services' | 'transaction'>;

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
  const first = await bringAll(deps, batch, sessions);
  const nobodys = sessions.filter((_session, place) => first[place] === null);
  if (nobodys.length > 0) await makeAccounts(deps, actor, nobodys);
  const second = (await bringAll(deps, batch, nobodys)).values();
  const results = first.map((result) => result ?? second.next().value);
  if (!results.every((result) => result !== null && result !== undefined)) throw new Error('An account was not made.');
  if (!isTrial) await noteBatch(deps, actor, results);
  return results;
}

async function makeAccounts(deps: ImportDeps, actor: ForService, sessions: readonly ImportedSession[]): Promise<void> {
  const tokens = new Set<string>();
  const people = new Map<string, string | null>();
  for (const { tokenHash, externalId, displayName } of sessions) {
    // One token is one person's: nobody is made for whoever else names it.
    if (!tokens.has(tokenHash) && !people.has(externalId)) people.set(externalId, displayName);
    tokens.add(tokenHash);
  }
  const named = [...people].map(([externalId, displayName]) => ({ externalId, displayName, emails: null }));
  await makeExternals(deps, actor, named);
}

/** Each by itself, in transactions that they share. */
async function bringAll(
  deps: ImportDeps,
  batch: Batch,
  sessions: readonly ImportedSession[],
): Promise<(ImportResult | null)[]> {
  // What names the same token comes one after the other, everything else together.
  const chains = new Map<string, Promise<ImportResult | null>>();
  const coming = sessions.map((session) => {
    const before = chains.get(session.tokenHash);
    const result = (before ?? Promise.resolve()).then(() => bringOne(deps, batch, session));
    chains.set(session.tokenHash, result);
    return result;
  });
  await Promise.allSettled(coming);
  return Promise.all(coming);
}

async function noteBatch(deps: ImportDeps, actor: ForService, results: readonly ImportResult[]): Promise<void> {
  const countOf = (outcome: ImportResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const details = { count: countOf('imported'), alreadyThere: countOf('already_there'), refused: countOf('refused') };
  await note(deps, deps, { event: 'session.imported', accountId: actor.serviceId, by: actor, details });
}

async function bringOne(deps: ImportDeps, batch: Batch, session: ImportedSession): Promise<ImportResult | null> {
  const tokenHash = hashImported(batch.actor.serviceId, session.tokenHash);
  try {
    return await deps.transaction.together((stores) => bringIn(stores, deps, batch, session, tokenHash));
  } catch (error) {
    const reason = error instanceof Refusal ? importRefusals.find((known) => known === error.code) : undefined;
    if (reason !== undefined) return { outcome: 'refused', reason };
    // Another batch may have brought the same token a moment before: then this is what it is answered.
    const known = error instanceof Refusal ? null : await deps.credentials.findByHash(tokenHash);
    if (known === null) throw error;
    const external = await deps.services.findExternal(batch.actor.serviceId, session.externalId);
    return answerOfKnown(known, external?.accountId ?? null);
  }
}

function answerOfKnown({ id, accountId }: SessionRecord, wantedAccountId: string | null): ImportResult {
  if (accountId !== wantedAccountId) return { outcome: 'refused', reason: 'other_account' };
  return { outcome: 'already_there', accountId, sessionId: id };
}

/** `null` where nothing but its account is missing: none is made for one whose times or names keep it out. */
async function bringIn(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock'>,
  { actor, policy, isTrial }: Batch,
  session: ImportedSession,
  tokenHash: Uint8Array,
): Promise<ImportResult | null> {
  await keepService(stores, deps, actor);
  const external = await stores.services.findExternal(actor.serviceId, session.externalId);
  const account = external === null ? null : await stores.accounts.lock(external.accountId);
  const known = await stores.credentials.findByHash(tokenHash);
  if (known !== null) return answerOfKnown(known, account?.id ?? null);
  const reason =
    whyNotByTime(session, policy, deps.clock.now()) ?? (await whyNotByAccount(stores, actor, session, account));
  if (reason !== null) return { outcome: 'refused', reason };
  if (account === null) checkFirstSight(session.externalId, { displayName: session.displayName, emails: null });
  if (isTrial) return { outcome: 'importable' };
  return account === null ? null : write(stores, deps, actor, session, tokenHash, account.id);
}

/** Whoever has ended all that there was, or what this account had here, meant this one too, though it was not here yet. */
async function whyNotByAccount(
  stores: Pick<Stores, 'credentials' | 'organizations'>,
  { organizationId }: ForService,
  { issuedAt }: ImportedSession,
  account: Account | null,
): Promise<ImportRefusal | null> {
  if (account !== null && account.disabledAt !== null) return 'account_disabled';
  if (account !== null && !(await isAdmitted(stores, account.id, organizationId))) return 'account_disabled';
  const endings = [
    await stores.credentials.allEndedAt(account?.id ?? null, organizationId, 'session'),
    account === null ? null : await stores.organizations.proofWantedAfter(account.id, organizationId),
  ];
  return endings.some((at) => at !== null && issuedAt <= at) ? 'ended_since' : null;
}

async function write(
  stores: Pick<Stores, 'credentials' | 'devices' | 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  actor: ForService,
  session: ImportedSession,
  tokenHash: Uint8Array,
  accountId: string,
): Promise<ImportResult> {
  const { sessionId, deviceId } = await insertImported(stores, deps, actor, session, tokenHash, accountId);
  const by = actor.kind === 'service' ? { ...actor, address: session.visitor.address } : actor;
  await note(stores, deps, { event: 'session.imported', accountId, by, credentialId: sessionId, deviceId });
  return { outcome: 'imported', accountId, sessionId };
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
  const admission = admitMoved(lifetime);
  const birth = { accountId, organizationId, serviceId, admission, method: 'service', assurance: 1 } as const;
  const times = { tokenHash, issuedAt, lastUsedAt };
  const id = await insertBorn(device.id, stores, deps, visitor, { ...birth, ownEndAt: expiresAt }, times);
  return { sessionId: id, deviceId: device.id };
}
