import type { AccountStore } from './account/store.ts';
import type { CredentialStore } from './credential/store.ts';
import type { DeviceStore } from './device/store.ts';
import type { TrustStore } from './device/trust-store.ts';
import type { FactorStore } from './factor/store.ts';
import type { Totp, WebAuthn } from './factor/ways.ts';
import type { GrantStore } from './grant/store.ts';
import type { HoldStore } from './hold/store.ts';
import type { HostCodeStore } from './host/store.ts';
import type { InvitationStore } from './invitation/store.ts';
import type { LinkStore } from './link/store.ts';
import type { LockOutStore } from './lock-out/store.ts';
import type { ChainStore } from './log/chain-store.ts';
import type { LogStore } from './log/store.ts';
import type { OrganizationStore } from './organization/store.ts';
import type { TerminationStore } from './organization/termination.ts';
import type { OutboxKind, OutboxStore } from './outbox/store.ts';
import type { PolicyStore } from './policy/store.ts';
import type { ServiceStore } from './service/store.ts';
import type { SignInChallengeStore } from './sign-in/store.ts';
import type { AuthorityStore, Confirmation } from './verifying/store.ts';
import type { WebhookSender } from './webhook/sender.ts';
import type { WebhookStore } from './webhook/store.ts';

/** Everything a verb may ask of storage. Inside a transaction the same shape is handed to the transaction's function. */
export interface Stores {
  readonly accounts: AccountStore;
  readonly authority: AuthorityStore;
  readonly chains: ChainStore;
  readonly credentials: CredentialStore;
  readonly devices: DeviceStore;
  readonly factors: FactorStore;
  readonly grants: GrantStore;
  readonly holds: HoldStore;
  readonly hostCodes: HostCodeStore;
  readonly invitations: InvitationStore;
  readonly links: LinkStore;
  readonly lockOuts: LockOutStore;
  readonly log: LogStore;
  readonly organizations: OrganizationStore;
  readonly outbox: OutboxStore;
  readonly policies: PolicyStore;
  readonly services: ServiceStore;
  readonly terminations: TerminationStore;
  readonly signInChallenges: SignInChallengeStore;
  readonly trusts: TrustStore;
  readonly webhooks: WebhookStore;
}

type InOneTransaction = <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;

/** All or nothing. A throw rolls back and is thrown on. Never wait for anything but the store inside. */
export interface Transaction extends InOneTransaction {
  /**
   * The same for what many do at the same moment: those that arrive together share a commit, and questions that are the
   * same. Each is answered for itself, after the commit. For work that locks its account before it writes and raises the
   * epoch last, and that may run again from its start where what it shared a transaction with failed.
   */
  together: InOneTransaction;
}

/** Milliseconds UTC. */
export interface Clock {
  now(): number;
}

/** Chance. */
export interface Chance {
  /** That many bytes from the CSPRNG. */
  bytes(count: number): Uint8Array;
  /** A UUIDv7 of this moment. */
  id(): string;
}

/** Password hashing: argon2id, PHC strings. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Costs the same for `null` (no such account or no password) and answers false. */
  verify(phc: string | null, password: string): Promise<boolean>;
  /** Whether the list of common passwords has it, to the letter but for case. */
  isCommon(password: string): boolean;
}

/**
 * Throttling by what is tried, by account and by network. `attempt` counts before the answer is known, so that parallel
 * guesses count too; success takes its own count back.
 */
export interface Throttle {
  /** Throws `Refusal('throttled', { retryAfterMs })` where one of the keys has used up its tries. */
  attempt(keys: readonly ThrottleKey[]): Promise<void>;
  /** Takes back what a success had counted. */
  succeeded(keys: readonly ThrottleKey[]): Promise<void>;
}

export const throttleRules = [
  'account',
  'account_from_device',
  'code_from_devices',
  'network',
  'link',
  'passkey',
  'mail',
  'invitation',
  'switch',
] as const;
export type ThrottleRule = (typeof throttleRules)[number];
export interface ThrottleKey {
  readonly rule: ThrottleRule;
  readonly key: string;
}

/**
 * Puts a message of that kind into the outbox, sealed, for the target where the kind has several. Call inside the
 * transaction whose commit it follows.
 */
export type Post = (outbox: OutboxStore, kind: OutboxKind, payload: unknown, target?: string) => Promise<void>;

export interface Deps extends Stores {
  readonly transaction: Transaction;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly confirmation: Confirmation;
  readonly post: Post;
  /** Seals what must be readable again; `associated` binds it to its place. */
  readonly seal: (plaintext: Uint8Array, associated: string) => Uint8Array;
  /** Reads what was sealed for that place again. */
  readonly unseal: (sealed: Uint8Array, associated: string) => Uint8Array;
  readonly totp: Totp;
  readonly webAuthn: WebAuthn;
  readonly webhookSender: WebhookSender;
  /** Where links lead: scheme, host and port, no trailing slash. */
  readonly publicOrigin: string;
  /** Whether mail can leave: without it nothing is put into the outbox. */
  readonly canMail: boolean;
}
