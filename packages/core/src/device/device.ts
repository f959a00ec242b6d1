export const deviceTypes = ['computer', 'phone', 'tablet', 'tv', 'mobile_app', 'program', 'unknown'] as const;
export type DeviceType = (typeof deviceTypes)[number];

/** What a request says of the client behind it, already cut, parsed and cleaned. Unknown parts are `null`. */
export interface ClientDescription {
  readonly type: DeviceType;
  readonly browserName: string | null;
  readonly browserVersion: string | null;
  readonly systemName: string | null;
  readonly systemVersion: string | null;
  /** The maker's name of the model, where client hints give it ("Pixel 9"). */
  readonly model: string | null;
}

/** One browser (or program) of one account: it is recognised again, and credentials hang on it. */
export interface Device {
  readonly id: string;
  readonly accountId: string;
  /** The owner's own name for it; `null` until renamed. */
  readonly name: string | null;
  readonly client: ClientDescription;
  readonly firstSeenAt: number;
  /** Last sign-in seen here; use in between stands on the credentials. */
  readonly lastSignInAt: number;
  readonly removedAt: number | null;
  readonly lostAt: number | null;
}

/** A device with what it holds in one organization; what it holds elsewhere does not show. */
export interface DeviceThere {
  readonly id: string;
  readonly device: Device;
  /** How many live sessions. */
  readonly sessions: number;
  /** `null` where it holds no live one, and is only trusted there. */
  readonly lastUsedAt: number | null;
  /** From where that was; `null` likewise. */
  readonly lastAddress: string | null;
}

/** Which devices a list of everybody's shows. `null` leaves a condition out. */
export interface DeviceFilter {
  /** Of these accounts alone. */
  readonly accountIds: readonly string[] | null;
  /** Of accounts with this in their names. */
  readonly namePart: string | null;
  readonly type: DeviceType | null;
  /** Somebody is signed in there; what they are signed in with is held; or it is only trusted. */
  readonly state: 'active' | 'held' | 'signed_out' | null;
  /** Whether it goes without the second factor there. */
  readonly trust: TrustFilter | null;
}

interface TrustFilter {
  readonly is: 'trusted' | 'untrusted';
  /** What was granted at that moment or before counts no more; `null`: nothing counts. */
  readonly grantedAfter: number | null;
}
