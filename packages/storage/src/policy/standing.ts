import type { Connection } from '../connection.ts';
import { id } from '../id.ts';

/** Not ended, of the organization, and counted: all by the index of what is live there. */
export function standing({ db }: Pick<Connection, 'db'>, organizationId: string) {
  return db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .leftJoin('session', 'session.credential_id', 'credential.id')
    .where('credential.organization_id', '=', id(organizationId))
    .where('credential.kind', '=', 'session')
    .where('credential.revoked_at', 'is', null);
}
