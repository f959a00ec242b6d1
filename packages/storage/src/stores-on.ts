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

/**
 * Every store, on the connection or in the transaction that is handed in. Each is made when it is asked for: a transaction
 * needs few of them.
 */
export function storesOn(on: Connection, mark: SweepMark): Stores {
  return {
    get accounts() {
      return accountStore(on);
    },
    get authority() {
      return authorityStore(on);
    },
    get chains() {
      return chainStore(on);
    },
    get credentials() {
      return credentialStore(on, mark);
    },
    get devices() {
      return deviceStore(on);
    },
    get factors() {
      return factorStore(on);
    },
    get grants() {
      return grantStore(on);
    },
    get holds() {
      return holdStore(on);
    },
    get hostCodes() {
      return hostCodeStore(on);
    },
    get invitations() {
      return invitationStore(on);
    },
    get links() {
      return linkStore(on);
    },
    get lockOuts() {
      return lockOutStore(on);
    },
    get log() {
      return logStore(on);
    },
    get organizations() {
      return organizationStore(on);
    },
    get outbox() {
      return outboxStore(on);
    },
    get policies() {
      return policyStore(on);
    },
    get services() {
      return serviceStore(on);
    },
    get terminations() {
      return terminationStore(on);
    },
    get signInChallenges() {
      return signInChallengeStore(on);
    },
    get trusts() {
      return trustStore(on);
    },
    get webhooks() {
      return webhookStore(on);
    },
  };
}
