import { listInventory, renameDevice, revokeMyTrust, shutOut } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { viewFor } from '../session-entry.ts';
import { toInventory } from '../wire/inventory.ts';
import { toOutcome } from '../wire/outcome.ts';

const actOf = { removed: 'remove_device', lost: 'lose_device' } as const;

/** The inventory and its devices. */
export const devices = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/me/devices': async ({ actor }) => {
      const inventory = await listInventory(core, actor);
      const sessions = inventory.devices.flatMap((device) => device.sessions);
      return toInventory(inventory, actor, await viewFor(house, actor.credentialId, sessions));
    },

    'PATCH /v1/me/devices/:id': async ({ actor, params, body }) => {
      await renameDevice(core, actor, params.id, body.name);
      return undefined;
    },

    'POST /v1/me/devices/:id/trust-revocation': async ({ actor, params }) => {
      await revokeMyTrust(core, actor, params.id);
      return undefined;
    },

    'POST /v1/me/devices/:id/removal': async ({ actor, params, body }) => {
      const outcome = await shutOut(core, actor, { act: actOf[body.as], targetId: params.id });
      return toOutcome(outcome, actor);
    },
  } satisfies Partial<Handlers>;
};
