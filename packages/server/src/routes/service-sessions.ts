import {
  answerReauthentication,
  expiresAt,
  issueServiceSession,
  makeHandoverLink,
  Refusal,
  revokeByService,
  type ServiceActor,
} from '@rollcall/core';
import type { Verdict } from '@rollcall/verifier';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { HttpProblem } from '../problem-reply.ts';
import { addressIn, personBehind } from '../service-visitor.ts';
import { viewFor } from '../session-entry.ts';
import { readExternalAccount } from '../wire/external-account.ts';
import { toOutcome } from '../wire/outcome.ts';
import { finite, toSession } from '../wire/session.ts';

/** Sessions that a service issues, verifies and ends. */
export const serviceSessions = (house: House) => {
  const { authentication, core, streams } = house;
  return {
    'POST /v1/service/sessions': async ({ actor, body }) => {
      const { externalId, displayName = null, emails = null, authenticatedAt = null } = body;
      const issued = await issueServiceSession(core, actor, personBehind(body, house.describe), {
        externalId,
        displayName,
        emails,
        authenticatedAt,
        assurance: body.assurance ?? 1,
        lifetime: body.lifetime ?? 'standard',
      });
      streams.inventoryChanged(issued.accountId);
      const session = await core.credentials.find(issued.id);
      if (session === null) throw new Refusal('not_found');
      return {
        token: issued.token,
        browserToken: issued.browserToken,
        session: await toSession(session, await viewFor(house, null, [session])),
        account: await readExternalAccount(core, actor, externalId),
      };
    },

    'POST /v1/verify': async ({ actor, body }) => {
      const address = addressIn(body.address);
      const verdict = body.imported
        ? authentication.verdictOfImported(actor, body.token, address)
        : authentication.verdictOfToken(body.token, address);
      return answerFor(house, actor, await verdict, address);
    },

    'POST /v1/service/links': async ({ actor, body }) => {
      const { externalId, sessionId = null, returnTo = null } = body;
      const { url, expiresAt } = await makeHandoverLink(core, actor, { externalId, sessionId, returnTo });
      return { url, expiresAt };
    },

    'POST /v1/service/reauthentications/:id': async ({ actor, params, body }) => {
      const { externalId, assurance, authenticatedAt } = body;
      return answerReauthentication(core, actor, params.id, { externalId, assurance, authenticatedAt });
    },

    'POST /v1/service/sessions/:id/revocation': async ({ actor, params }) => {
      const { accountId, outcome } = await revokeByService(core, actor, params.id);
      streams.inventoryChanged(accountId);
      return toOutcome(outcome, actor);
    },
  } satisfies Partial<Handlers>;
};

const inactive = { active: false } as const;

/**
 * A session counts, and is used, only for the service whose account it is of; to all others it is as good as none. That the store is out
 * of reach is no verdict: an application that took it for one would sign everybody out.
 */
async function answerFor(
  { authentication, serviceFacts }: House,
  { serviceId }: ServiceActor,
  verdict: Verdict,
  address: string | null,
) {
  if (!verdict.active) {
    if (verdict.reason !== 'unavailable') return inactive;
    throw new HttpProblem('unavailable', 'The store does not answer, so the session cannot be verified.');
  }
  const { credential } = verdict;
  const external = await serviceFacts.externalOf(credential.accountId);
  if (external?.serviceId !== serviceId) return inactive;
  authentication.noteUse(credential, address);
  return {
    active: true as const,
    account: { id: credential.accountId, externalId: external.externalId },
    session: { id: credential.id, deviceId: credential.deviceId, signedInAt: credential.issuedAt },
    organization: { id: credential.organizationId },
    expiresAt: finite(expiresAt(credential)),
    authenticatedAt: credential.authenticatedAt,
    assurance: credential.assurance,
  };
}
