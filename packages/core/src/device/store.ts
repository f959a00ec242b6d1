import type { Page, PageRequest } from '../page.ts';
import type { ClientDescription, Device, DeviceFilter, DeviceThere } from './device.ts';

export interface SignedInDevices {
  readonly count: number;
  /** There are more sessions than were looked at. */
  readonly isMore: boolean;
}

export interface DeviceStore {
  /** The account's device behind this browser, unless it was removed. */
  findByBrowser(browserHash: Uint8Array, accountId: string): Promise<Device | null>;
  /** A device of this account, removed ones included; `null` for another account's. */
  find(id: string, accountId: string): Promise<Device | null>;
  insert(device: Device, browserHash: Uint8Array): Promise<void>;
  /** Notes a sign-in and what the browser says of itself by now. */
  noteSignIn(id: string, client: ClientDescription, at: number): Promise<void>;
  rename(id: string, accountId: string, name: string | null): Promise<boolean>;
  /** Forgets it: the browser's next sign-in makes a new device. The row stays for the history of its credentials. */
  remove(id: string, accountId: string, at: number, lost: boolean): Promise<boolean>;
  /**
   * Devices that hold something live in the organization, or are trusted there, latest birth first, by keyset: what the filter leaves.
   * Where it names no accounts, each call looks at a bounded stretch: see `pageOrganizationSessions`.
   */
  pageOrganization(
    organizationId: string,
    now: number,
    page: PageRequest,
    filter: DeviceFilter,
  ): Promise<Page<DeviceThere>>;
  /** On how many devices somebody is signed in there, or held; of the organization's latest sessions, at most so many. */
  countSignedIn(organizationId: string, now: number, sessions: number): Promise<SignedInDevices>;
  /** Whether somebody proved two factors in a session on that device of the account; as far back as its history is kept. */
  hasProvedTwo(id: string, accountId: string): Promise<boolean>;
  /** Devices of the account that were not removed, newest sign-in first. */
  listOf(accountId: string): Promise<Device[]>;
}
