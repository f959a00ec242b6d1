import type { Me, LoginName as WireLoginName } from '@rollcall/api';
import {
  type Account,
  hasFreshProof,
  isWithin,
  type Joined,
  type LoginName,
  type ProofWay,
  permissionsOf,
  roles,
  type Service,
  type SessionRecord,
  sudoUntil,
} from '@rollcall/core';
import { type SessionView, toSession } from './session.ts';

export interface MeParts {
  readonly account: Account;
  readonly loginNames: readonly LoginName[];
  /** Where the session stands, and all that the account can stand in. */
  readonly current: Joined;
  readonly all: readonly Joined[];
  readonly session: SessionRecord;
  /** Who signs the account in; `null` where it has a password here. */
  readonly service: Service | null;
  /** Whether one may act on behalf of anybody there. */
  readonly actsForOthers: boolean;
  /** How one may prove again who one is. */
  readonly proofs: readonly ProofWay[];
}

export async function toMe(
  { account, loginNames, current: { organization, membership }, all, session, service, actsForOthers, proofs }: MeParts,
  view: SessionView,
): Promise<Me> {
  return {
    account: {
      id: account.id,
      displayName: account.displayName,
      locale: account.locale,
      timeZone: account.timeZone,
      createdAt: account.createdAt,
      passwordChangedAt: account.passwordChangedAt,
      loginNames: loginNames.map(toLoginName),
    },
    organization: { id: organization.id, name: organization.name },
    organizations: all.map(toJoined),
    role: membership.role,
    permissions: [...permissionsOf(membership.role)],
    rolesWithin: roles.filter((role) => isWithin(role, membership.role)),
    actsForOthers,
    session: await toSession(session, view),
    sudoUntil: hasFreshProof(session, view.now) ? sudoUntil(session) : null,
    proofs: [...proofs],
    service:
      service === null
        ? null
        : { name: service.name, proves: service.reauthenticateUrl !== null, returnTo: session.returnTo },
  };
}

function toJoined({ organization, membership }: Joined): Me['organizations'][number] {
  return { id: organization.id, name: organization.name, role: membership.role };
}

export function toLoginName(name: LoginName): WireLoginName {
  return { name: name.text, kind: name.kind, createdAt: name.createdAt, verifiedAt: name.verifiedAt };
}
