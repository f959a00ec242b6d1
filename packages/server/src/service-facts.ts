import type { ExternalAccount, ServicePermission, ServiceStore } from '@rollcall/core';
import { keepFact } from './keep-fact.ts';

/**
 * Facts that never change while what they are about is there, kept in memory so that verifying asks the store nothing: what a
 * credential was given, and whose account it is. Whether anything is still good is for the verifier to say, each time.
 */
export class ServiceFacts {
  readonly #services: Pick<ServiceStore, 'findCredential' | 'findExternalOf'>;
  readonly #permissions = new Map<string, readonly ServicePermission[]>();
  readonly #accounts = new Map<string, Pick<ExternalAccount, 'serviceId' | 'externalId'>>();

  constructor(services: Pick<ServiceStore, 'findCredential' | 'findExternalOf'>) {
    this.#services = services;
  }

  /** Nothing for a credential that is not there. */
  async permissionsOf(credentialId: string): Promise<readonly ServicePermission[]> {
    const kept = this.#permissions.get(credentialId);
    if (kept !== undefined) return kept;
    const credential = await this.#services.findCredential(credentialId);
    if (credential === null) return [];
    keepFact(this.#permissions, credentialId, credential.permissions);
    return credential.permissions;
  }

  /** Which service brought an account, and what it calls it; `null` where none did. */
  async externalOf(accountId: string): Promise<Pick<ExternalAccount, 'serviceId' | 'externalId'> | null> {
    const kept = this.#accounts.get(accountId);
    if (kept !== undefined) return kept;
    const account = await this.#services.findExternalOf(accountId);
    if (account === null) return null;
    const facts = { serviceId: account.serviceId, externalId: account.externalId };
    keepFact(this.#accounts, accountId, facts);
    return facts;
  }
}
