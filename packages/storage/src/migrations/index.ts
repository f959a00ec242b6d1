import type { Migration } from 'kysely/migration';
import type { Dialect } from '../dialect.ts';
import { childSessions } from './child-sessions.ts';
import { factors } from './factors.ts';
import { firstTables } from './first-tables.ts';
import { logChain } from './log-chain.ts';
import { logGuards } from './log-guards.ts';
import { membershipOrigins } from './membership-origins.ts';
import { operatorTerminations } from './operator-terminations.ts';
import { organizationSessions } from './organization-sessions.ts';
import { organizations } from './organizations.ts';
import { policySettings } from './policy-settings.ts';
import { proofSecrets } from './proof-secrets.ts';
import { roomForUses } from './room-for-uses.ts';
import { serviceLinks } from './service-links.ts';
import { services } from './services.ts';
import { switching } from './switching.ts';
import { trustOfOrganization } from './trust-of-organization.ts';
import { webhooks } from './webhooks.ts';

/** Every migration by name, in the order of names. Forward only: what was released is never edited, only followed. */
export function migrations(dialect: Dialect): Record<string, Migration> {
  return {
    '0001-first-tables': firstTables(dialect),
    '0002-child-sessions': childSessions(dialect),
    '0003-services': services(dialect),
    '0004-webhooks': webhooks(dialect),
    '0005-service-links': serviceLinks(dialect),
    '0006-proof-secrets': proofSecrets(dialect),
    '0007-factors': factors(dialect),
    '0008-organizations': organizations(dialect),
    '0009-policy-settings': policySettings(dialect),
    '0010-log-chain': logChain(dialect),
    '0011-organization-sessions': organizationSessions(dialect),
    '0012-log-guards': logGuards(dialect),
    '0013-switching': switching(dialect),
    '0014-trust-of-organization': trustOfOrganization(),
    '0015-room-for-uses': roomForUses(dialect),
    '0016-membership-origins': membershipOrigins(dialect),
    '0017-operator-terminations': operatorTerminations(dialect),
  };
}
