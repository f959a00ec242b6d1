import type { BudgetName } from './budgets.ts';
import { cachedVerify } from './cached-verify.ts';
import { createSession } from './create-session.ts';
import { httpVerify } from './http-verify.ts';
import { listMySessions } from './list-my-sessions.ts';
import type { Found } from './measuring.ts';
import { missedVerify } from './missed-verify.ts';
import { organizationPage } from './organization-page.ts';
import type { Place } from './place.ts';

/** How each budget is measured, in the order of the run: what changes the store comes after what only reads it. */
export const measurements: Readonly<Record<BudgetName, (place: Place) => Promise<Found>>> = {
  'cached-verify': cachedVerify,
  'missed-verify': missedVerify,
  'http-verify': httpVerify,
  'create-session': createSession,
  'list-my-sessions': listMySessions,
  'organization-page': organizationPage,
};
