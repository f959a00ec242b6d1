/** An account. Times are milliseconds UTC. The password's hash stays with the few verbs that check it. */
export interface Account {
  readonly id: string;
  readonly displayName: string;
  /** BCP 47 tag of a language the interface speaks; `null` follows the browser. */
  readonly locale: string | null;
  /** IANA name; `null` follows the browser. */
  readonly timeZone: string | null;
  readonly createdAt: number;
  readonly disabledAt: number | null;
  /** When the password was last set; `null` where there is none. */
  readonly passwordChangedAt: number | null;
  /** When its owner last looked at the inventory before now; for "nothing new since you looked". */
  readonly lastLookedAt: number | null;
}

/** What a sign-in needs of an account, the PHC string included. Never leaves core. */
export interface SignInAccount extends Account {
  readonly passwordHash: string | null;
}

/** One way to name an account when signing in. User names have no `@`; an e-mail signs in only when it is verified. */
export interface LoginName {
  /** As compared: NFKC, lower case. Unique over all accounts. */
  readonly normalized: string;
  /** As its owner wrote it. */
  readonly text: string;
  readonly accountId: string;
  readonly kind: 'user_name' | 'email';
  readonly createdAt: number;
  /** When an e-mail was proved to be theirs; a user name needs no proof and carries its creation. Only proved ones are kept. */
  readonly verifiedAt: number;
}
