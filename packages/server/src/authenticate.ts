import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RoutePermission, ServiceRoutePermission } from '@rollcall/api';
import {
  type Clock,
  hashImported,
  hashToken,
  idlesAt,
  isTokenOf,
  mayBeUsedFrom,
  type OrganizationStore,
  type Owner,
  permissionsOf,
  type ServiceActor,
  shortestImportedToken,
  type Unusable,
  type UsableState,
  type VerifierStore,
  whyUnusable,
} from '@rollcall/core';
import type { InactiveReason, Verdict, VerifiedCredential, Verifier } from '@rollcall/verifier';
import { noteAsker } from './askers.ts';
import { clientAddress, type TrustedProxies } from './client-address.ts';
import { ambiguous, type Presentation, readBearerToken, readPresentation } from './cookies.ts';
import { HttpProblem } from './problem-reply.ts';
import { factsOfUnusable, unusable, unusableOfService } from './refusals.ts';
import type { ServiceFacts } from './service-facts.ts';

export interface AuthenticationParts {
  readonly verifier: Pick<Verifier, 'noteUse' | 'verify' | 'verifyHashed'>;
  readonly verifierStore: Pick<VerifierStore, 'lookUp'>;
  readonly organizations: Pick<OrganizationStore, 'membership'>;
  readonly serviceFacts: Pick<ServiceFacts, 'permissionsOf'>;
  readonly clock: Clock;
  readonly proxies: TrustedProxies;
}

/** Whether a request counts as use of its session. An open page that only listens is no activity. */
export type Counting = 'as_use' | 'not_as_use';

/** What a live session may be asked for; `anyone` and `operator` need none, and a service has no session. */
export type SessionPermission = Exclude<RoutePermission, 'anyone' | 'operator' | ServiceRoutePermission>;

/** Whether a route is for services: then no session opens it, and otherwise no service credential. */
export function isOfService(permission: RoutePermission): permission is ServiceRoutePermission {
  return permission.startsWith('service.');
}

/** The one place in which a request becomes somebody who may do what its route asks for. */
export class Authentication {
  readonly #parts: AuthenticationParts;
  /** Verdicts that the fast path has already got, so that the store is not asked twice. */
  readonly #early = new WeakMap<IncomingMessage, Verdict>();

  constructor(parts: AuthenticationParts) {
    this.#parts = parts;
  }

  /** Refuses two credentials at once: nobody can say which one is meant. */
  presentationOf(request: IncomingMessage): Presentation {
    const presentation = readPresentation(request.rawHeaders);
    if (presentation.isAmbiguous) {
      throw new HttpProblem('ambiguous_credentials', 'The request carries more than one session token.');
    }
    return presentation;
  }

  addressOf(request: IncomingMessage): string | null {
    return clientAddress(request, this.#parts.proxies);
  }

  /** Judges a session's token, from memory where that knows. `boundTo`: the host where it was presented, if not ours. */
  verdictOf(request: IncomingMessage, token: string, boundTo: string | null = null): Verdict | Promise<Verdict> {
    const { verifier, clock } = this.#parts;
    return verifier.verify(token, 'session', { now: clock.now(), address: this.addressOf(request), boundTo });
  }

  /** The same for a token that somebody else was presented with from there, which counts as a use only by `noteUse`. */
  verdictOfToken(token: string, address: string | null): Verdict | Promise<Verdict> {
    const { verifier, clock } = this.#parts;
    return verifier.verify(token, 'session', { now: clock.now(), address, counting: 'not_as_use' });
  }

  /** The same for a token that the service itself made before its sessions came here. */
  verdictOfImported({ serviceId }: ServiceActor, token: string, address: string | null): Verdict | Promise<Verdict> {
    if (token.length < shortestImportedToken) return { active: false, reason: 'malformed' };
    const { verifier, clock } = this.#parts;
    const tokenHash = hashImported(serviceId, hash('sha256', token, 'hex'));
    return verifier.verifyHashed(tokenHash, 'session', { now: clock.now(), address, counting: 'not_as_use' });
  }

  /** The session was used from that address. */
  noteUse({ id }: Pick<VerifiedCredential, 'id'>, address: string | null): void {
    const { verifier, clock } = this.#parts;
    verifier.noteUse({ id, at: clock.now(), address });
  }

  /** Whoever's token it is that was presented at that host. Throws a problem where it is not good. */
  async holderAt(request: IncomingMessage, token: string | null, boundTo: string | null): Promise<VerifiedCredential> {
    if (token === null) throw new HttpProblem('not_signed_in', 'The request carries no session token.');
    const verdict = this.#early.get(request) ?? (await this.verdictOf(request, token, boundTo));
    if (!verdict.active) throw problemOfUnusable(verdict.reason);
    return verdict.credential;
  }

  keep(request: IncomingMessage, verdict: Verdict): void {
    this.#early.set(request, verdict);
  }

  /** Whoever the request's session belongs to. Throws a problem where it is not good or lacks the permission. */
  async ownerOf(request: IncomingMessage, permission: SessionPermission, counting: Counting): Promise<Owner> {
    const { sessionToken } = this.presentationOf(request);
    if (sessionToken === null) throw new HttpProblem('not_signed_in', 'The request carries no session token.');
    const verdict = this.#early.get(request) ?? (await this.#judge(request, sessionToken, counting));
    if (!verdict.active) throw problemOfUnusable(verdict.reason);
    noteAsker(request, verdict.credential);
    await this.#require(permission, verdict.credential);
    return ownerFrom(verdict.credential, this.addressOf(request));
  }

  /** Whichever service the request's bearer belongs to. Throws a problem where it is not good or lacks the permission. */
  async serviceOf(request: IncomingMessage, permission: ServiceRoutePermission): Promise<ServiceActor> {
    this.presentationOf(request);
    const token = readBearerToken(request.rawHeaders);
    if (token === null || token === ambiguous) {
      throw new HttpProblem('service_credential_refused', 'The request carries no service credential as a bearer.');
    }
    const { verifier, clock, serviceFacts } = this.#parts;
    const presented = { now: clock.now(), address: this.addressOf(request) };
    const verdict = await verifier.verify(token, 'service_credential', presented);
    if (!verdict.active) throw problemOfUnusable(verdict.reason, unusableOfService);
    const { id, accountId, organizationId } = verdict.credential;
    noteAsker(request, verdict.credential);
    if (!(await serviceFacts.permissionsOf(id)).includes(permission)) {
      throw new HttpProblem('forbidden', `This needs the permission ${permission}.`, { reason: permission });
    }
    return { kind: 'service', serviceId: accountId, organizationId, credentialId: id };
  }

  async #judge(request: IncomingMessage, token: string, counting: Counting): Promise<Verdict> {
    return counting === 'as_use' ? this.verdictOf(request, token) : this.#look(token, this.addressOf(request));
  }

  /** Asks the store, because looking into memory would count as use. */
  async #look(token: string, address: string | null): Promise<Verdict> {
    if (!isTokenOf('session', token)) return { active: false, reason: 'malformed' };
    const { credential } = await this.#parts.verifierStore.lookUp(hashToken(token));
    if (credential === null || credential.kind !== 'session') return { active: false, reason: 'unknown' };
    const why = whyEnded(credential, this.#parts.clock.now());
    if (why !== null) return { active: false, reason: why };
    if (!mayBeUsedFrom(credential.addressRanges, address)) return { active: false, reason: 'outside_addresses' };
    return { active: true, credential };
  }

  async #require(permission: SessionPermission, { accountId, organizationId }: VerifiedCredential): Promise<void> {
    if (permission === 'self') return;
    const membership = await this.#parts.organizations.membership(accountId, organizationId);
    const isIn = membership !== null && membership.lockedOutAt === null;
    if (isIn && permissionsOf(membership.role).includes(permission)) return;
    throw new HttpProblem('forbidden', `This needs the permission ${permission}.`, { reason: permission });
  }
}

function problemOfUnusable(reason: InactiveReason, of = unusable): HttpProblem {
  const { code, detail, ...more } = factsOfUnusable(reason, of);
  return new HttpProblem(code, detail, more);
}

/** Uses are written every few seconds: what the store calls idle may have been used a moment ago. */
const unwrittenUseMs = 15_000;

/** Why a session is not good by the store's word alone. */
export function whyEnded(state: UsableState, now: number): Unusable | null {
  const why = whyUnusable(state, now);
  return why === 'idle' && now < idlesAt(state) + unwrittenUseMs ? null : why;
}

type OwnerCredential = Pick<VerifiedCredential, 'accountId' | 'authenticatedAt' | 'deviceId' | 'id' | 'organizationId'>;

export function ownerFrom(credential: OwnerCredential, address: string | null): Owner {
  const { accountId, organizationId, id, deviceId, authenticatedAt } = credential;
  return { kind: 'account', accountId, organizationId, credentialId: id, deviceId, authenticatedAt, address };
}
