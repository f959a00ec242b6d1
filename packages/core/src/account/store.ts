import type { Page, PageRequest } from '../page.ts';
import type { Account, LoginName, SignInAccount } from './account.ts';

export interface AccountStore {
  insert(account: SignInAccount): Promise<void>;
  /** How many sign in here: services, and the accounts that services brought, are not among them. */
  count(): Promise<number>;
  /** How many services have brought. */
  countOfServices(): Promise<number>;
  find(id: string): Promise<Account | null>;
  /** By user name or verified e-mail, normalized. */
  findForSignIn(normalizedLogin: string): Promise<SignInAccount | null>;
  findForProof(id: string): Promise<SignInAccount | null>;
  /** Locks the row until the transaction ends: whatever is born of an account starts so. */
  lock(id: string): Promise<SignInAccount | null>;
  setPassword(id: string, passwordHash: string, at: number): Promise<void>;
  setProfile(id: string, profile: Pick<Account, 'displayName' | 'locale' | 'timeZone'>): Promise<void>;
  setDisabled(id: string, at: number | null): Promise<void>;
  noteLook(id: string, at: number): Promise<void>;
  /** All but services, newest first. */
  page(page: PageRequest): Promise<Page<Account>>;

  loginNames(accountId: string): Promise<LoginName[]>;
  /** `null` where nobody has it. */
  findLoginName(normalized: string): Promise<LoginName | null>;
  /** False where the name is taken (by anybody), and then nothing changed. */
  addLoginName(name: LoginName): Promise<boolean>;
  removeLoginName(normalized: string, accountId: string): Promise<boolean>;
}
