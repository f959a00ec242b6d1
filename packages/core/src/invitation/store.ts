import type { Page, PageRequest } from '../page.ts';
import type { Invitation, NewInvitation } from './invitation.ts';

export interface InvitationStore {
  /** Call after its link is inserted. */
  insert(invitation: NewInvitation): Promise<void>;
  /** Whatever has become of it. */
  find(id: string): Promise<Invitation | null>;
  /** Notes that it was taken back; that its link is used up is for the caller. */
  withdraw(id: string, at: number): Promise<void>;
  /** Those that wait at that moment, newest first, by keyset. */
  pageWaiting(organizationId: string, now: number, page: PageRequest): Promise<Page<Invitation>>;
  /** Those that wait for the same address, whatever its case. */
  findWaiting(organizationId: string, email: string, now: number): Promise<Invitation[]>;
  /** Those that wait and that this account made. */
  waitingBy(accountId: string, organizationId: string, now: number): Promise<Invitation[]>;
}
