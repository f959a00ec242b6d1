import type { ClientDescription, DeviceType } from '../device/device.ts';
import type { Page, PageRequest } from '../page.ts';
import type { Assurance, Credential, Ending, Lifetime, Which, WhichRows } from './credential.ts';
import type { CredentialKind } from './kinds.ts';

/** How a session's holder signed in. Fixed strings: they are stored. */
export const signInMethods = ['setup', 'password', 'passkey', 'reset', 'service', 'invitation'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** A session at its birth: the credential's row and its side row. */
export interface NewSession {
  readonly id: string;
  readonly tokenHash: Uint8Array;
  readonly accountId: string;
  readonly organizationId: string;
  readonly deviceId: string | null;
  readonly lifetime: Lifetime;
  readonly assurance: Assurance;
  readonly issuedAt: number;
  /** At its birth, unless it was in use before it came here. */
  readonly lastUsedAt: number;
  /** When its holder proved who they are: at its birth, unless whoever issues it knows better. */
  readonly authenticatedAt: number;
  /** The service that issued it; `null` where its holder signed in here. */
  readonly serviceId: string | null;
  /**
   * The session of the same browser that it was made from: in which a link handed its holder over, or whose sign-in goes on here in
   * another organization. And where a link's holder came from.
   */
  readonly fromSessionId: string | null;
  readonly returnTo: string | null;
  /** An end of its own beside the policy's, in milliseconds UTC. */
  readonly ownEndAt: number | null;
  readonly address: string | null;
  readonly accountGeneration: number;
  readonly organizationGeneration: number;
  readonly method: SignInMethod;
  readonly client: ClientDescription;
  /** Cut at 512 characters. */
  readonly userAgent: string | null;
}

/**
 * A session made from another for one host, where it is looked up by a hash of token and host together. Everything that
 * limits it is its parent's: the moments of sign-in and proof, lifetime, assurance, generations, device and organization.
 */
export interface NewChildSession {
  readonly id: string;
  readonly parentId: string;
  readonly tokenHash: Uint8Array;
  /** Host and port, as `ROLLCALL_PROTECTED_HOSTS` takes them. */
  readonly host: string;
  readonly at: number;
  readonly address: string | null;
}

/** A live or held child, as its parent shows it. */
export interface ChildSession {
  readonly id: string;
  readonly parentId: string;
  readonly host: string;
  readonly since: number;
  readonly lastUsedAt: number;
}

/** A session as lists show it. */
export interface SessionRecord extends Credential {
  readonly kind: 'session';
  /** The session that it was made from: lists show that one. */
  readonly parentId: string | null;
  readonly lifetime: Lifetime;
  readonly method: SignInMethod;
  /** The service that issued it; `null` where its holder signed in here. */
  readonly serviceId: string | null;
  /** The session of the same browser that it was made from; see `wholeSignIn`. */
  readonly fromSessionId: string | null;
  /** Where its holder came from, and wants to go back to. */
  readonly returnTo: string | null;
  readonly client: ClientDescription;
  readonly firstAddress: string | null;
  readonly lastAddress: string | null;
  readonly holdId: string | null;
  /** When and why it ended. Where only its generation moved on, this is that ending. `null` while it has not ended. */
  readonly ending: Ending | null;
}

/** Whose a session is, on what, and what it was made from. */
export type SessionHolder = Pick<
  SessionRecord,
  'id' | 'accountId' | 'organizationId' | 'deviceId' | 'parentId' | 'fromSessionId' | 'serviceId'
>;

/** A use of a credential that verifying saw and that has not been written yet. */
export interface Use {
  readonly id: string;
  readonly at: number;
  readonly address: string | null;
}

/** A credential that an act ended or held. */
export interface Ended {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly accountId: string;
  readonly organizationId: string;
  readonly deviceId: string | null;
  /** The session that it was made from. */
  readonly parentId: string | null;
}

/** A session that has ended, and how. */
export interface EndedSession {
  readonly id: string;
  readonly ending: Ending;
}

/** What a stretch of the sweep has written down. */
export interface Swept {
  readonly ended: readonly EndedSession[];
  /** It reached the end of all rows; the next one begins with the first. */
  readonly isLast: boolean;
}

/** What ending everything of an account did. */
export interface EndedAll {
  readonly count: number;
  /** The first sessions that services issued: they were ended in their rows, so that they can be told at once. */
  readonly announced: readonly string[];
}

/** Which of an organization's sessions a list shows. `null` leaves a condition out. */
export interface SessionFilter {
  readonly state: 'live' | 'active' | 'held' | 'ended';
  /** Of these accounts alone. */
  readonly accountIds: readonly string[] | null;
  /** Of accounts with this in their names. */
  readonly namePart: string | null;
  readonly type: DeviceType | null;
  /** Signed in at that moment or after, and before. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Generations {
  readonly account: number;
  readonly organization: number;
}

export interface CredentialStore {
  insertSession(session: NewSession): Promise<void>;
  /** Call after the account's and the parent's row are locked and the parent was found good. */
  insertChild(child: NewChildSession): Promise<void>;
  /** The generations that a credential of this kind is born with. Call after the parent's row is locked. */
  generations(accountId: string, organizationId: string, kind: CredentialKind): Promise<Generations>;
  /** When everything of that kind was last ended, of the account or of the organization; `null` for no account looks at the organization alone. */
  allEndedAt(accountId: string | null, organizationId: string, kind: CredentialKind): Promise<number | null>;
  /** One credential whatever its state, by its hash: to say why a token is refused. */
  findByHash(tokenHash: Uint8Array): Promise<SessionRecord | null>;
  find(id: string): Promise<SessionRecord | null>;
  /** The part of `find` that does not change, for what needs no more. */
  holderOf(id: string): Promise<SessionHolder | null>;
  /** Those in which the sign-in of that first session went on and that have not been ended, though their time may have run out. */
  goneOnFrom(firstId: string): Promise<string[]>;
  /** Locks the row until the transaction ends and returns it. Every birth and every rotation starts so. */
  lock(id: string): Promise<SessionRecord | null>;
  /** Gives a live credential a new token and notes the proof of its holder. False where it is not live any more. */
  rotate(id: string, tokenHash: Uint8Array, authenticatedAt: number, assurance: Assurance): Promise<boolean>;
  /** In every session of the account but that one: takes back what a proof after that moment opened, and what a second factor raised. */
  forgetProofs(accountId: string, provedAfter: number, except: string | null): Promise<void>;
  /** Ends the children of a session that lives on. Lock that session first. */
  endChildren(parentId: string, ending: Ending): Promise<Ended[]>;
  /**
   * Marks these rows as ended (in the order of their ids) and returns those that had not ended. Children of what ends end with
   * it. For a device or a member lock the account first, or one that is being born slips by.
   * For accounts and organizations raise the generation instead.
   */
  end(which: WhichRows, ending: Ending): Promise<Ended[]>;
  /** The same for credentials by their ids, however many in as many statements. */
  endNamed(ids: readonly string[], ending: Ending): Promise<Ended[]>;
  /** Locks them, and what was handed over from them, in the order in which everything does that changes several. */
  lockNamed(ids: readonly string[]): Promise<void>;
  /** Ends everything of that account and of those kinds in one row; `except` and its children are restamped and live on. */
  endAll(which: Extract<Which, { accountId: string }>, ending: Ending): Promise<EndedAll>;
  /** The same for an organization, without counting. Lock it first, and only one that there is. */
  endOrganization(which: Extract<Which, { organizationId: string }>, ending: Ending): Promise<void>;
  /** Holds live rows that no hold has, or only one that has lapsed by `now`, with their children, and returns them. */
  hold(
    which: Exclude<Which, { organizationId: string } | { member: object }>,
    holdId: string,
    now: number,
    until: number,
  ): Promise<Ended[]>;
  /** Takes the hold off one credential and its children, or off whatever that hold still holds. Returns what was held. */
  release(which: { readonly id: string } | { readonly holdId: string }): Promise<Ended[]>;
  /** What a hold holds, live rows only, parents first. */
  heldBy(holdId: string): Promise<Ended[]>;
  /** Writes collected uses in one go; the use of a child is one of its parent too. Never brings an ended row back and never moves a time backwards. */
  noteUses(uses: readonly Use[]): Promise<void>;

  /** Live and held children of these sessions, by host. Lists name sessions that are nobody's child. */
  listChildren(parentIds: readonly string[], now: number): Promise<ChildSession[]>;
  /** Every live or held session of the account, newest use first. At most `limit`. */
  listLiveSessions(accountId: string, now: number, limit: number): Promise<SessionRecord[]>;
  /**
   * The ids of its live or held sessions that stand in that organization, longest unused first. What was made from another of
   * them is not one of its own.
   */
  liveInOrganization(accountId: string, organizationId: string, now: number): Promise<string[]>;
  /** Ended sessions of the account, latest birth first, by keyset. */
  pageEndedSessions(accountId: string, now: number, page: PageRequest): Promise<Page<SessionRecord>>;
  /** How many of the organization's are live or held, children with their parents; counting ends at `atMost`, if one is given. */
  countLive(organizationId: string, kinds: readonly CredentialKind[], now: number, atMost?: number): Promise<number>;
  /**
   * Sessions of an organization, latest birth first, by keyset (never OFFSET): the live ones, or what a filter leaves. With a
   * filter a page may have fewer rows than were asked for and not be the last, as each call looks at a bounded stretch.
   */
  pageOrganizationSessions(
    organizationId: string,
    now: number,
    page: PageRequest,
    filter?: SessionFilter | null,
  ): Promise<Page<SessionRecord>>;

  /**
   * Writes end, reason and actor into rows whose generation moved on or whose time ran out; at most `batch`. Lists answer
   * alike before and after. Each call looks at a bounded stretch of all rows and the next goes on from there: a round is
   * done when one was the last. What is idle is left for a minute, as a use may be on its way.
   */
  sweepEnded(now: number, batch: number): Promise<Swept>;
  /** Deletes rows whose history is older than the organization's policy keeps; at most `batch`. Returns how many. */
  forgetEnded(now: number, batch: number): Promise<number>;
  /** Erases addresses of rows that ended longer ago than the policy keeps them; at most `batch`. Returns how many. */
  eraseAddresses(now: number, batch: number): Promise<number>;
}
