import type { AccountTables } from './schema/account.ts';
import type { CredentialTables } from './schema/credential.ts';
import type { DeviceTables } from './schema/device.ts';
import type { FactorTables } from './schema/factor.ts';
import type { LogTables } from './schema/log.ts';
import type { OrganizationTables } from './schema/organization.ts';
import type { OutboxTables } from './schema/outbox.ts';
import type { ServiceTables } from './schema/service.ts';
import type { SignInTables } from './schema/sign-in.ts';
import type { VerifyingTables } from './schema/verifying.ts';

/** Every table, as the migrations leave them. Times are milliseconds UTC; there are no booleans, dates or JSON types. */
export interface Tables
  extends AccountTables,
    CredentialTables,
    DeviceTables,
    FactorTables,
    LogTables,
    OrganizationTables,
    OutboxTables,
    ServiceTables,
    SignInTables,
    VerifyingTables {}
