import { cancelLockOut, letIn, listPlannedLockOuts, lockOut, planLockOut, previewLockOut } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { keeperOf, memberNamed } from '../operator-keeper.ts';
import { toLockOut, toLockOutPreview, toPlannedLockOuts } from '../wire/lock-out.ts';
import { Names } from '../wire/names.ts';

/** Locking out who leaves, as whoever runs the server does it. */
export const operatorLockOuts = ({ core }: House) =>
  ({
    'GET /operator/lock-outs': async ({ actor, query }) => {
      const { organizationId } = await keeperOf(core, actor, query);
      return toPlannedLockOuts(await listPlannedLockOuts(core, organizationId), new Names(core));
    },

    'GET /operator/members/:member/lock-out': async ({ actor, params, query }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      return toLockOutPreview(await previewLockOut(core, keeper, accountId));
    },

    'POST /operator/members/:member/lock-out': async ({ actor, params, query, body }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      if (body.at === undefined) return toLockOut(await lockOut(core, keeper, accountId));
      await planLockOut(core, keeper, accountId, body.at);
      return { at: body.at, ended: null };
    },

    'POST /operator/members/:member/lock-out/cancellation': async ({ actor, params, query }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      await cancelLockOut(core, keeper, accountId);
      return undefined;
    },

    'POST /operator/members/:member/letting-in': async ({ actor, params, query }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      await letIn(core, keeper, accountId);
      return undefined;
    },
  }) satisfies Partial<Handlers>;
