import {
  askToLift,
  enterByHandover,
  hashToken,
  joinByInvitation,
  liftByService,
  liftHold,
  listWaysToProve,
  passwordLength,
  setUp,
  shownState,
  signIn,
  signOut,
  whyUnusable,
} from '@rollcall/core';
import { clearedSessionCookie } from '../cookies.ts';
import { type Handlers, hijacked } from '../handler.ts';
import type { House } from '../house.ts';
import { paceFailures } from '../pace.ts';
import { HttpProblem } from '../problem-reply.ts';
import { enter, enterSignedIn } from '../session-entry.ts';
import { askForStep } from '../step-entry.ts';
import { answerGood } from '../verify-fast-path.ts';
import { toProof } from '../wire/factor.ts';
import { Names } from '../wire/names.ts';
import { toOutcome } from '../wire/outcome.ts';
import { toEnding } from '../wire/session.ts';

/** In, out, and what the sign-in page needs. */
export const doors = (house: House) => {
  const { core, timer, facts } = house;
  /** Somebody has an account: that stays so, and then nobody's question counts them again. */
  let isSetUp = false;
  return {
    'GET /v1/doors': async () => {
      isSetUp ||= (await core.accounts.count()) > 0;
      const { id } = await core.organizations.default();
      const { keepSignedIn } = await core.organizations.policy(id);
      return {
        setupNeeded: !isSetUp,
        mailConfigured: core.canMail,
        supportContact: facts.supportContact,
        passwordLength: { least: passwordLength.least, most: passwordLength.most },
        keepSignedIn,
      };
    },

    'POST /v1/setup': async ({ body, visitor, reply }) => {
      const { link, userName, displayName, password, organizationName = null } = body;
      const issued = await setUp(core, visitor(), { link, userName, displayName, password, organizationName });
      return enter(house, reply, { token: issued.token, browserToken: issued.browserToken });
    },

    'POST /v1/sign-in': async ({ body, visitor, startedAt, reply }) => {
      const { login, password, keepSignedIn } = body;
      const lifetime = keepSignedIn ? 'remembered' : 'standard';
      const signedIn = await paceFailures(timer, startedAt, () =>
        signIn(core, visitor(), { login, password, lifetime }),
      );
      if (signedIn.session === null) return { me: null, step: askForStep(reply, signedIn.step) };
      return { me: await enterSignedIn(house, reply, signedIn), step: null };
    },

    'POST /v1/invitations/acceptance': async ({ body, visitor, reply }) => {
      const { link, userName, displayName, password } = body;
      const joined = await joinByInvitation(core, visitor(), { link, userName, displayName, password });
      if (joined.session === null) return { me: null, step: askForStep(reply, joined.step) };
      return { me: await enterSignedIn(house, reply, joined), step: null };
    },

    'POST /v1/sign-out': async ({ actor, reply }) => {
      const outcome = await signOut(core, actor);
      // "cookies" or "storage" would take the browser's own cookie along, and its recognition with it. A bearer left nothing there.
      if (reply.request.headers.cookie !== undefined) {
        reply.header('set-cookie', clearedSessionCookie).header('clear-site-data', '"cache"');
      }
      return toOutcome(outcome, actor);
    },

    'GET /v1/ending': async ({ visitor }) => {
      const { sessionToken } = visitor();
      const session = sessionToken === null ? null : await core.credentials.findByHash(hashToken(sessionToken));
      if (session === null) {
        return {
          state: 'none',
          ending: null,
          heldUntil: null,
          heldByDevice: null,
          accountName: null,
          proofs: [],
          service: null,
        };
      }
      const names = new Names(core);
      const hold = session.holdId === null ? null : await core.holds.find(session.holdId);
      const { state, ending } = shownState(session, core.clock.now());
      return {
        state,
        ending: ending === null ? null : await toEnding(ending, names),
        heldUntil: state === 'held' ? session.heldUntil : null,
        heldByDevice: state === 'held' && hold !== null ? await names.device(hold.byDeviceId, session.accountId) : null,
        accountName: await names.account(session.accountId),
        proofs: state === 'held' ? await listWaysToProve(core, session.accountId) : [],
        service: await whoSignsIn(house, session.accountId),
      };
    },

    'POST /v1/holds/lift': async ({ body, visitor, reply }) => {
      const held = visitor();
      await requireHeld(house, held.sessionToken);
      const { token } = await liftHold(core, held, toProof(body));
      return enter(house, reply, { token });
    },

    'POST /v1/holds/lift-requests': async ({ visitor }) => {
      const held = visitor();
      await requireHeld(house, held.sessionToken);
      const { url, expiresAt } = await askToLift(core, held);
      return { url, expiresAt };
    },

    'POST /v1/holds/lift-requests/:id/completion': async ({ params, body, visitor, reply }) => {
      const held = visitor();
      await requireHeld(house, held.sessionToken);
      const { token } = await liftByService(core, held, params.id, body.secret);
      return enter(house, reply, { token });
    },

    'POST /v1/handovers': async ({ body, visitor, reply }) =>
      enter(house, reply, await enterByHandover(core, visitor(), body.link)),

    'GET /v1/verify': async ({ actor, reply }) => {
      reply.hijack();
      // As the fast path answers: nothing but what a proxy reads.
      for (const name of reply.raw.getHeaderNames()) reply.raw.removeHeader(name);
      answerGood(reply.raw, {
        accountId: actor.accountId,
        id: actor.credentialId,
        organizationId: actor.organizationId,
      });
      return hijacked;
    },
  } satisfies Partial<Handlers>;
};

/** The service that signs the account in; `null` where it does that here. */
async function whoSignsIn({ core }: House, accountId: string): Promise<{ name: string; proves: boolean } | null> {
  const external = await core.services.findExternalOf(accountId);
  const service = external === null ? null : await core.services.find(external.serviceId);
  return service === null ? null : { name: service.name, proves: service.reauthenticateUrl !== null };
}

/** Says which it is where there is nothing to lift: no session, or one that is not held. */
export async function requireHeld({ core }: House, sessionToken: string | null): Promise<void> {
  const session = sessionToken === null ? null : await core.credentials.findByHash(hashToken(sessionToken));
  if (session === null) throw new HttpProblem('not_signed_in', 'The request carries no session that is held.');
  if (whyUnusable(session, core.clock.now()) === 'held') return;
  throw new HttpProblem('conflict', 'The session is not held.', { reason: 'hold_not_open' });
}
