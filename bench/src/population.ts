import { hashToken, makeToken } from '@rollcall/core';
import { openStorage } from '@rollcall/storage';
import Database from 'better-sqlite3';
import { bytesFor, chance, idAt } from './chance.ts';

export interface PopulationSize {
  readonly sessions: number;
  readonly sessionsPerAccount: number;
  /** Making tokens takes longer than anything else here. */
  readonly withTokens: boolean;
}

/** A store full of live sessions. All the same in every run, but for times: they are counted back from now. */
export interface Population {
  readonly organizationId: string;
  readonly accountIds: readonly string[];
  /** By the order of their births. */
  readonly sessionIds: readonly string[];
  /** Of the sessions, in the same order; empty where the population was made without. */
  readonly tokens: readonly string[];
}

const hourMs = 3_600_000;
/** Well within the default idle limit of 12 hours. */
const bornWithinMs = 6 * hourMs;

/** The login name of an account of the population. */
export const loginOf = (account: number): string => `account-${account}`;

/** Has the product make the tables, then fills them by hand in one transaction. */
export async function populate(file: string, size: PopulationSize): Promise<Population> {
  const clock = { now: () => Date.now() };
  const storage = await openStorage({ kind: 'sqlite', file }, { clock, chance });
  const organizationId = (await storage.organizations.default()).id;
  await storage.close();
  const bulk = openForBulk(file);
  try {
    const insert = bulk.transaction(() => {
      const { accountIds, deviceIds } = insertAccounts(bulk, organizationId, size);
      const sessions = insertSessions(bulk, { organizationId, accountIds, deviceIds }, size);
      return { organizationId, accountIds, ...sessions };
    });
    return insert();
  } finally {
    bulk.close();
  }
}

type File = InstanceType<typeof Database>;

function openForBulk(file: string): File {
  const bulk = new Database(file);
  bulk.pragma('locking_mode = EXCLUSIVE');
  bulk.pragma('journal_mode = OFF');
  bulk.pragma('synchronous = OFF');
  bulk.pragma('foreign_keys = OFF');
  bulk.pragma('cache_size = -1048576');
  return bulk;
}

function insertAccounts(bulk: File, organizationId: string, { sessions, sessionsPerAccount }: PopulationSize) {
  const count = Math.ceil(sessions / sessionsPerAccount);
  const now = Date.now();
  const account = bulk.prepare(
    `insert into account (id, display_name, password_hash, password_changed_at, created_at) values (?, ?, '$none', ?, ?)`,
  );
  const loginName = bulk.prepare(
    `insert into login_name (normalized, text, account_id, kind, created_at, verified_at)
      values (?, ?, ?, 'user_name', ?, ?)`,
  );
  const membership = bulk.prepare(
    `insert into membership (account_id, organization_id, role, joined_order) values (?, ?, 'member', 0)`,
  );
  const device = bulk.prepare(
    `insert into device (id, account_id, browser_hash, client_type, browser_name, browser_version, system_name,
      system_version, first_seen_at, last_sign_in_at) values (?, ?, ?, 'computer', 'Firefox', '145', 'Debian', '12', ?, ?)`,
  );
  const accountIds: string[] = [];
  const deviceIds: string[] = [];
  for (let index = 0; index < count; index++) {
    const bornAt = now - 2 * bornWithinMs + index;
    const id = idAt(bornAt, bytesFor(`account:${index}`));
    const deviceId = idAt(bornAt, bytesFor(`device:${index}`));
    account.run(id, `Account ${index}`, bornAt, bornAt);
    loginName.run(loginOf(index), loginOf(index), id, bornAt, bornAt);
    membership.run(id, organizationId);
    device.run(deviceId, id, bytesFor(`browser:${index}`), bornAt, bornAt);
    accountIds.push(id);
    deviceIds.push(deviceId);
  }
  return { accountIds, deviceIds };
}

interface Holders extends Pick<Population, 'organizationId' | 'accountIds'> {
  readonly deviceIds: readonly string[];
}

/** Sessions of an account lie as far apart as they do in life: everybody signs in before anybody does again. */
function insertSessions(
  bulk: File,
  { organizationId, accountIds, deviceIds }: Holders,
  { sessions: count, withTokens }: PopulationSize,
) {
  const now = Date.now();
  const credential = bulk.prepare(
    `insert into credential (id, kind, token_hash, account_id, organization_id, device_id, lifetime, assurance,
      issued_at, authenticated_at, last_used_at, first_address, last_address, account_generation, organization_generation)
      values (?, 'session', ?, ?, ?, ?, 'standard', 1, ?, ?, ?, '192.0.2.1', '192.0.2.2', 0, 0)`,
  );
  const sessionIds: string[] = [];
  const tokens: string[] = [];
  for (let index = 0; index < count; index++) {
    const random = bytesFor(`session:${index}`);
    const bornAt = Math.floor(now - bornWithinMs + (index * bornWithinMs) / count);
    const accountId = accountIds[index % accountIds.length] as string;
    const token = withTokens ? makeToken('session', accountId, (bytes) => random.subarray(0, bytes)) : null;
    const tokenHash = token === null ? random : hashToken(token);
    const id = idAt(bornAt, random.subarray(20));
    const usedAt = bornAt + (random.readUInt32BE() % (now - bornAt));
    const deviceId = deviceIds[index % deviceIds.length];
    credential.run(id, tokenHash, accountId, organizationId, deviceId, bornAt, bornAt, usedAt);
    sessionIds.push(id);
    if (token !== null) tokens.push(token);
  }
  bulk.exec(`insert into session (credential_id, method, user_agent, client_type, browser_name, browser_version,
      system_name, system_version, model)
    select id, 'password', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'computer',
      'Firefox', '145', 'Debian', '12', null from credential order by id`);
  return { sessionIds, tokens };
}
