import { behindNginx } from './behind-nginx.ts';
import type { BudgetName } from './budgets.ts';
import { cachedVerify } from './cached-verify.ts';
import { coalescedMisses } from './coalesced-misses.ts';
import { createSession } from './create-session.ts';
import { httpVerify } from './http-verify.ts';
import { listMySessions } from './list-my-sessions.ts';
import type { Found } from './measuring.ts';
import { missedVerify } from './missed-verify.ts';
import { organizationPage } from './organization-page.ts';
import type { Place } from './place.ts';
import { terminateAllOnPostgres, terminateAllOnSqlite } from './terminate-all.ts';
import { issueTogether } from './together/issue.ts';
import { revokeTogether } from './together/revoke.ts';
import { onPostgres, onSqlite } from './together/stores.ts';
import { verifierMemory } from './verifier-memory.ts';

/** How each budget is measured, in the order of the run: what changes the store comes after what only reads it. */
export const measurements: Readonly<Record<BudgetName, (place: Place) => Promise<Found>>> = {
  'cached-verify': cachedVerify,
  'missed-verify': missedVerify,
  'coalesced-misses': coalescedMisses,
  'verifier-memory': verifierMemory,
  'http-verify': httpVerify,
  'behind-nginx': behindNginx,
  'create-session': createSession,
  'issue-together': issueTogether(onSqlite),
  'issue-together-postgres': issueTogether(onPostgres),
  'revoke-together': revokeTogether(onSqlite),
  'revoke-together-postgres': revokeTogether(onPostgres),
  'terminate-all': terminateAllOnSqlite,
  'terminate-all-postgres': terminateAllOnPostgres,
  'list-my-sessions': listMySessions,
  'organization-page': organizationPage,
};
