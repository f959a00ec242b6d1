import * as account from '../schemas/account.ts';
import { IdParams } from '../schemas/common.ts';
import * as factors from '../schemas/factors.ts';
import * as inventory from '../schemas/inventory.ts';
import * as organization from '../schemas/organization.ts';
import { accepted, done, ok, type RouteTable } from './route.ts';

/** Open to everybody: sign-in, links, and what they need. */
export const doorRoutes = {
  'GET /v1/doors': {
    name: 'getDoors',
    summary: 'What the sign-in page needs to know',
    permission: 'anyone',
    answer: ok(account.Doors),
    problems: [],
  },
  'POST /v1/setup': {
    name: 'setUp',
    summary: 'Make the first account with the one-time set-up link',
    permission: 'anyone',
    body: account.SetUpInput,
    answer: ok(account.Me),
    problems: ['not_found', 'link_ended', 'conflict', 'not_acceptable', 'too_many_requests'],
  },
  'POST /v1/sign-in': {
    name: 'signIn',
    summary: 'Sign in with name and password; with a second factor, that is asked for next',
    permission: 'anyone',
    body: account.SignInInput,
    answer: ok(account.SignedIn),
    problems: ['wrong_credentials', 'too_many_requests', 'address_refused', 'conflict'],
  },
  'POST /v1/invitations/acceptance': {
    name: 'joinByInvitation',
    summary: 'Come into an organization with a new account',
    permission: 'anyone',
    body: organization.JoinInput,
    answer: ok(account.SignedIn),
    problems: ['not_found', 'link_ended', 'not_acceptable', 'too_many_requests', 'address_refused'],
  },
  'POST /v1/sign-out': {
    name: 'signOut',
    summary: 'End the current session',
    permission: 'self',
    answer: ok(inventory.Outcome),
    problems: [],
  },
  'GET /v1/ending': {
    name: 'getEnding',
    summary: "Why this browser's session ended",
    permission: 'anyone',
    answer: ok(account.EndingAnswer),
    problems: ['ambiguous_credentials'],
  },
  'POST /v1/holds/lift': {
    name: 'liftHold',
    summary: 'Lift the hold on this held session by proving who one is',
    permission: 'anyone',
    body: factors.ProofInput,
    answer: ok(account.Me),
    problems: ['not_signed_in', 'wrong_credentials', 'conflict', 'not_acceptable', 'too_many_requests'],
  },
  'POST /v1/holds/lift-requests': {
    name: 'askToLift',
    summary:
      'Have the service that signs one in ask who one is, to lift the hold on this held session: 10 minutes, once',
    permission: 'anyone',
    answer: ok(account.AskedProof),
    problems: ['not_signed_in', 'conflict'],
  },
  'POST /v1/holds/lift-requests/:id/completion': {
    name: 'liftByService',
    summary: 'Lift the hold on this held session by what the service answered',
    permission: 'anyone',
    params: IdParams,
    body: account.FinishProofInput,
    answer: ok(account.Me),
    problems: ['not_signed_in', 'not_found', 'conflict'],
  },
  'POST /v1/links/inspect': {
    name: 'inspectLink',
    summary: 'What a single-use link is for and whether it still works',
    permission: 'anyone',
    body: account.LinkInput,
    answer: ok(account.LinkState),
    problems: ['not_found', 'too_many_requests'],
  },
  'POST /v1/password-reset-requests': {
    name: 'requestPasswordReset',
    summary: 'Mail a single-use link; answers alike for unknown names',
    permission: 'anyone',
    body: account.ResetRequestInput,
    answer: accepted,
    problems: ['too_many_requests'],
  },
  'POST /v1/password-resets': {
    name: 'resetPassword',
    summary: 'Set a new password with a single-use link',
    permission: 'anyone',
    body: account.ResetInput,
    answer: done,
    problems: ['not_found', 'link_ended', 'not_acceptable', 'too_many_requests'],
  },
  'POST /v1/email-verifications': {
    name: 'verifyEmail',
    summary: 'Prove an e-mail address with the mailed single-use link',
    permission: 'anyone',
    body: account.LinkInput,
    answer: done,
    problems: ['not_found', 'link_ended', 'conflict', 'too_many_requests'],
  },
  'POST /v1/handovers': {
    name: 'enterByHandover',
    summary: 'Sign in with the single-use link of the service that signs one in',
    permission: 'anyone',
    body: account.LinkInput,
    answer: ok(account.Me),
    problems: ['not_found', 'link_ended', 'too_many_requests'],
  },
  'GET /v1/verify': {
    name: 'verify',
    summary: 'Whether the presented session is good: 204 with its account, session and organization in headers',
    permission: 'self',
    answer: done,
    problems: [],
  },
} as const satisfies RouteTable;
