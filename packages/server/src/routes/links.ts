import { inspectLink, requestPasswordReset, resetPassword, verifyEmail } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { paceAll } from '../pace.ts';

/** Single-use links: what they are for, asking for one, and using it. */
export const links = ({ core, timer }: House) =>
  ({
    'POST /v1/links/inspect': async ({ body, visitor }) => {
      const inspected = await inspectLink(core, body.link, visitor().address);
      const { purpose, state, at, accountName, serviceName, invitation } = inspected;
      return {
        purpose,
        state,
        at,
        accountName,
        serviceName,
        invitation: invitation === null ? null : { ...invitation },
      };
    },

    'POST /v1/password-reset-requests': async ({ body, visitor, startedAt }) => {
      await paceAll(timer, startedAt, () => requestPasswordReset(core, visitor(), body.login));
      return {};
    },

    'POST /v1/password-resets': async ({ body, visitor }) => {
      const { link, newPassword, signOutEverywhere } = body;
      const everywhere = signOutEverywhere === false ? 'keep' : 'sign_out';
      await resetPassword(core, visitor(), { link, newPassword, everywhere });
      return undefined;
    },

    'POST /v1/email-verifications': async ({ body, visitor }) => {
      await verifyEmail(core, visitor(), body.link);
      return undefined;
    },
  }) satisfies Partial<Handlers>;
