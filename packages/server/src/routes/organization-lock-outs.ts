import { cancelLockOut, letIn, listPlannedLockOuts, lockOut, planLockOut, previewLockOut } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { toLockOut, toLockOutPreview, toPlannedLockOuts } from '../wire/lock-out.ts';
import { Names } from '../wire/names.ts';

/** Locking out who leaves. */
export const organizationLockOuts = ({ core }: House) =>
  ({
    'GET /v1/organization/lock-outs': async ({ actor }) => {
      const planned = await listPlannedLockOuts(core, actor.organizationId);
      // Whoever is told of their own beforehand takes along what they can.
      const others = planned.filter(({ accountId }) => accountId !== actor.accountId);
      return toPlannedLockOuts(others, new Names(core));
    },

    'GET /v1/organization/users/:id/lock-out': async ({ actor, params }) =>
      toLockOutPreview(await previewLockOut(core, actor, params.id)),

    'POST /v1/organization/users/:id/lock-out': async ({ actor, params, body }) => {
      if (body.at === undefined) return toLockOut(await lockOut(core, actor, params.id));
      await planLockOut(core, actor, params.id, body.at);
      return { at: body.at, ended: null };
    },

    'POST /v1/organization/users/:id/lock-out/cancellation': async ({ actor, params }) => {
      await cancelLockOut(core, actor, params.id);
      return undefined;
    },

    'POST /v1/organization/users/:id/letting-in': async ({ actor, params }) => {
      await letIn(core, actor, params.id);
      return undefined;
    },
  }) satisfies Partial<Handlers>;
