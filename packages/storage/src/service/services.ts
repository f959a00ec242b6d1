import type { Service, ServiceStore } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import type { Tables } from '../schema.ts';
import {
  findCredential,
  insertCredential,
  keepCredential,
  keepService,
  listCredentials,
  setOwnEnd,
} from './credentials.ts';
import { endSessionsOf } from './end-sessions.ts';
import { addExternals, findExternal, findExternalOf, findExternals, setEmails } from './external-accounts.ts';
import { addHandover, findHandover, handedOverFrom } from './handovers.ts';
import {
  answerReauthentication,
  askReauthentication,
  findReauthentication,
  forgetReauthentications,
  useReauthentication,
} from './reauthentications.ts';

export function serviceStore(on: Connection): ServiceStore {
  return {
    insert: (service) => insert(on, service),
    find: (serviceId) => find(on, serviceId),
    findByName: (name) => findByName(on, name),
    list: () => list(on),
    change: (service) => change(on, service),
    remove: (serviceId, at) => remove(on, serviceId, at),
    insertCredential: (credential) => insertCredential(on, credential),
    findCredential: (credentialId) => findCredential(on, credentialId),
    listCredentials: (serviceId) => listCredentials(on, serviceId),
    keepCredential: (credentialId, serviceId) => keepCredential(on, credentialId, serviceId),
    keep: (serviceId) => keep(on, serviceId),
    setOwnEnd: (credentialId, at) => setOwnEnd(on, credentialId, at),
    addExternals: (people) => addExternals(on, people),
    findExternal: (serviceId, externalId) => findExternal(on, serviceId, externalId),
    findExternals: (serviceId, externalIds) => findExternals(on, serviceId, externalIds),
    findExternalOf: (accountId) => findExternalOf(on, accountId),
    setEmails: (accountId, emails) => setEmails(on, accountId, emails),
    addHandover: (handover) => addHandover(on, handover),
    findHandover: (linkId) => findHandover(on, linkId),
    handedOverFrom: (sessionIds) => handedOverFrom(on, sessionIds),
    askReauthentication: (asked) => askReauthentication(on, asked),
    findReauthentication: (requestId) => findReauthentication(on, requestId),
    answerReauthentication: (requestId, answer) => answerReauthentication(on, requestId, answer),
    useReauthentication: (requestId, secretHash, at) => useReauthentication(on, requestId, secretHash, at),
    forgetReauthentications: (before) => forgetReauthentications(on, before),
    endSessionsOf: (serviceId, ending) => endSessionsOf(on, serviceId, ending),
  };
}

const living = ({ db }: Connection) => db.selectFrom('service').selectAll().where('removed_at', 'is', null);

/** Names that differ in their case alone would be taken for one another. */
const compared = (name: string) => name.normalize('NFKC').toLowerCase();

async function insert({ db }: Connection, service: Service): Promise<void> {
  await db
    .insertInto('service')
    .values({
      account_id: service.id,
      organization_id: service.organizationId,
      created_at: service.createdAt,
      ...named(service),
    })
    .execute();
}

function named({ name, origins, reauthenticateUrl }: Service) {
  return {
    name,
    compared_name: compared(name),
    origins: JSON.stringify(origins),
    reauthenticate_url: reauthenticateUrl,
  };
}

async function find(on: Connection, serviceId: string): Promise<Service | null> {
  const [row] = await livingById(on, { id: id(serviceId) });
  return row === undefined ? null : serviceOf(row);
}

const livingById = selectForMany<{ id: Id }, Selectable<Tables['service']>>({ id: 'id' }, (on, slot) =>
  living(on).where('account_id', '=', slot('id')),
);

/** Two statements: the second sees what was committed while the first one waited. */
async function keep(on: Connection, serviceId: string): Promise<Service | null> {
  await keepService(on, { id: id(serviceId) });
  return find(on, serviceId);
}

async function findByName(on: Connection, name: string): Promise<Service | null> {
  const row = await living(on).where('compared_name', '=', compared(name)).executeTakeFirst();
  return row === undefined ? null : serviceOf(row);
}

async function list(on: Connection): Promise<Service[]> {
  return (await living(on).orderBy('compared_name').execute()).map(serviceOf);
}

/** The account's name is what the log and the pages show. */
async function change({ db }: Connection, service: Service): Promise<void> {
  await db.updateTable('service').set(named(service)).where('account_id', '=', id(service.id)).execute();
  await db.updateTable('account').set({ display_name: service.name }).where('id', '=', id(service.id)).execute();
}

async function remove({ db }: Connection, serviceId: string, at: number): Promise<void> {
  await db.updateTable('service').set({ removed_at: at }).where('account_id', '=', id(serviceId)).execute();
}

function serviceOf(row: Selectable<Tables['service']>): Service {
  return {
    id: row.account_id,
    organizationId: row.organization_id,
    name: row.name,
    origins: JSON.parse(row.origins),
    reauthenticateUrl: row.reauthenticate_url,
    createdAt: row.created_at,
  };
}
