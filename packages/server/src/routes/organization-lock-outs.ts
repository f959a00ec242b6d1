import { cancelLockOut, letIn, lockOut, planLockOut, previewLockOut } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { Names } from '../wire/names.ts';
import { toReceipt } from '../wire/outcome.ts';

/** More than leave in a year's time, as far as anybody reads. */
const mostPlanned = 1_000;

/** Locking out who leaves. */
export const organizationLockOuts = ({ core }: House) =>
  ({
    'GET /v1/organization/lock-outs': async ({ actor }) => {
      const names = new Names(core);
      const planned = await core.lockOuts.list(actor.organizationId, mostPlanned);
      // Whoever is told of their own beforehand takes along what they can.
      const others = planned.filter(({ accountId }) => accountId !== actor.accountId);
      const rows = others.map(async ({ accountId, dueAt, byAccountId }) => ({
        userId: accountId,
        displayName: (await names.account(accountId)) ?? '',
        dueAt,
        byName: await names.account(byAccountId),
      }));
      return { rows: await Promise.all(rows) };
    },

    'GET /v1/organization/users/:id/lock-out': async ({ actor, params }) => {
      const { sessions, devices, grants, plannedFor } = await previewLockOut(core, actor, params.id);
      return { sessions, devices, grants, plannedFor };
    },

    'POST /v1/organization/users/:id/lock-out': async ({ actor, params, body }) => {
      if (body.at !== undefined) {
        await planLockOut(core, actor, params.id, body.at);
        return { at: body.at, ended: null };
      }
      const { at, count, grants, receipt } = await lockOut(core, actor, params.id);
      return { at, ended: { count, grants, receipt: toReceipt(receipt) } };
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
