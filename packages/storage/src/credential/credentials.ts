import type { CredentialStore } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { insertChild, listChildren } from './children.ts';
import { countLive } from './count-live.ts';
import { end, endChildren, endNamed, lockNamed } from './end.ts';
import { endAll, endOrganization } from './end-all.ts';
import { findGoneOn, findSession, findSessionByHash, holderOf, lockSession } from './find.ts';
import { eraseAddresses, forgetEnded } from './forget.ts';
import { findAllEndedAt, findGenerations } from './generations.ts';
import { heldBy, hold, release } from './hold.ts';
import { insertSession } from './insert-session.ts';
import { listLiveSessions, liveInOrganization, pageEndedSessions } from './lists.ts';
import { noteUses } from './note-uses.ts';
import { pageOrganizationSessions } from './organization-list.ts';
import { forgetProofs, rotate } from './rotate.ts';
import { type SweepMark, sweepEnded } from './sweep-ended.ts';

export function credentialStore(on: Connection, mark: SweepMark): CredentialStore {
  return {
    insertSession: (session) => insertSession(on, session),
    insertChild: (child) => insertChild(on, child),
    generations: (accountId, organizationId, kind) => findGenerations(on, accountId, organizationId, kind),
    allEndedAt: (accountId, organizationId, kind) => findAllEndedAt(on, accountId, organizationId, kind),
    findByHash: (tokenHash) => findSessionByHash(on, tokenHash),
    find: (sessionId) => findSession(on, sessionId),
    holderOf: (sessionId) => holderOf(on, sessionId),
    goneOnFrom: (firstId) => findGoneOn(on, firstId),
    lock: (sessionId) => lockSession(on, sessionId),
    rotate: (sessionId, tokenHash, authenticatedAt, assurance) =>
      rotate(on, sessionId, tokenHash, authenticatedAt, assurance),
    forgetProofs: (accountId, provedAfter, except) => forgetProofs(on, accountId, provedAfter, except),
    endChildren: (parentId, ending) => endChildren(on, parentId, ending),
    end: (which, ending) => end(on, which, ending),
    endNamed: (ids, ending) => endNamed(on, ids, ending),
    lockNamed: (ids) => lockNamed(on, ids),
    endAll: (which, ending) => endAll(on, which, ending),
    endOrganization: (which, ending) => endOrganization(on, which, ending),
    hold: (which, holdId, now, until) => hold(on, which, holdId, now, until),
    release: (which) => release(on, which),
    heldBy: (holdId) => heldBy(on, holdId),
    noteUses: (uses) => noteUses(on, uses),
    listChildren: (parentIds, now) => listChildren(on, parentIds, now),
    listLiveSessions: (accountId, now, limit) => listLiveSessions(on, accountId, now, limit),
    liveInOrganization: (accountId, organizationId, now) => liveInOrganization(on, accountId, organizationId, now),
    pageEndedSessions: (accountId, now, page) => pageEndedSessions(on, accountId, now, page),
    countLive: (organizationId, kinds, now, atMost) => countLive(on, organizationId, kinds, now, atMost),
    pageOrganizationSessions: (organizationId, now, page, filter) =>
      pageOrganizationSessions(on, organizationId, now, page, filter),
    sweepEnded: (now, batch) => sweepEnded(on, mark, now, batch),
    forgetEnded: (now, batch) => forgetEnded(on, now, batch),
    eraseAddresses: (now, batch) => eraseAddresses(on, now, batch),
  };
}
