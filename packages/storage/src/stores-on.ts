import type { Stores } from '@rollcall/core';
import { accountStore } from './account/accounts.ts';
import { authorityStore } from './authority/authority.ts';
import type { Connection } from './connection.ts';
import { credentialStore } from './credential/credentials.ts';
import type { SweepMark } from './credential/sweep-ended.ts';
import { deviceStore } from './device/devices.ts';
import { trustStore } from './device/trusts.ts';
import { factorStore } from './factor/factors.ts';
import { grantStore } from './grant/grants.ts';
import { holdStore } from './hold/holds.ts';
import { hostCodeStore } from './host/host-codes.ts';
import { invitationStore } from './invitation/invitations.ts';
import { linkStore } from './link/links.ts';
import { lockOutStore } from './lock-out/lock-outs.ts';
import { chainStore } from './log/chains.ts';
import { logStore } from './log/log.ts';
import { organizationStore } from './organization/organizations.ts';
import { terminationStore } from './organization/terminations.ts';
import { outboxStore } from './outbox/outbox.ts';
import { policyStore } from './policy/policies.ts';
import { serviceStore } from './service/services.ts';
import { signInChallengeStore } from './sign-in/challenges.ts';
import { webhookStore } from './webhook/webhooks.ts';

type Makers = { readonly [Name in keyof Stores]: (on: Connection, mark: SweepMark) => Stores[Name] };

const makers: Makers = {
  accounts: accountStore,
  authority: authorityStore,
  chains: chainStore,
  credentials: credentialStore,
  devices: deviceStore,
  factors: factorStore,
  grants: grantStore,
  holds: holdStore,
  hostCodes: hostCodeStore,
  invitations: invitationStore,
  links: linkStore,
  lockOuts: lockOutStore,
  log: logStore,
  organizations: organizationStore,
  outbox: outboxStore,
  policies: policyStore,
  services: serviceStore,
  terminations: terminationStore,
  signInChallenges: signInChallengeStore,
  trusts: trustStore,
  webhooks: webhookStore,
};

/** Each is made when it is first asked for: a transaction needs few of them. */
class MadeWhenAsked {
  readonly on: Connection;
  readonly mark: SweepMark;
  readonly made: Record<string, unknown> = {};

  constructor(on: Connection, mark: SweepMark) {
    this.on = on;
    this.mark = mark;
  }
}

// On the prototype: as many getters on each object would take longer to make than the stores that a transaction needs.
for (const [name, make] of Object.entries(makers) as [string, (on: Connection, mark: SweepMark) => unknown][]) {
  Object.defineProperty(MadeWhenAsked.prototype, name, {
    get(this: MadeWhenAsked) {
      this.made[name] ??= make(this.on, this.mark);
      return this.made[name];
    },
  });
}

/** Every store, on the connection or in the transaction that is handed in. A spread copy has none of them. */
export function storesOn(on: Connection, mark: SweepMark): Stores {
  return new MadeWhenAsked(on, mark) as unknown as Stores;
}
