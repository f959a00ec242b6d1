import type { Page, PageRequest } from '../page.ts';
import type { ClientDescription, Device, DeviceThere } from './device.ts';

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
   * Devices that hold something live in the organization, or are trusted there, latest birth first, by keyset: of these accounts, of everybody with
   * that in a name, or of all. Where it is not accounts, each call looks at a bounded stretch: see `pageOrganizationSessions`.
   */
  pageOrganization(
    organizationId: string,
    now: number,
    page: PageRequest,
    named: { readonly accountIds: readonly string[] | null; readonly namePart: string | null },
  ): Promise<Page<DeviceThere>>;
  /** Whether somebody proved two factors in a session on that device of the account; as far back as its history is kept. */
  hasProvedTwo(id: string, accountId: string): Promise<boolean>;
  /** Devices of the account that were not removed, newest sign-in first. */
  listOf(accountId: string): Promise<Device[]>;
}
