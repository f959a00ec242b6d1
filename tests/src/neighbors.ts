import type { AnswerOf, MadeInvitation, Me, SignedIn } from '@rollcall/api';
import type { TestBrowser } from './browser.ts';
import { prove } from './people.ts';
import type { IdPlace, TableRow } from './route-table.ts';
import { password, secretOf, type TestServer } from './test-server.ts';
import { trustDevice } from './trust-device.ts';

/** A second organization with something of each kind that an organization's routes name. */
export interface Neighbors {
  /** Every id of theirs that could be tried. */
  readonly ids: readonly string[];
  /** Those that a route takes in that place; none where nobody has said whose to try. */
  idsFor(row: TableRow, place: IdPlace): readonly string[];
  /** Everything that its owner sees there, to tell whether it has changed. */
  all(): Promise<unknown>;
}

const usedAt: readonly string[] = ['idlesAt', 'lastSeenAt', 'lastUsedAt'];

type Kind = 'users' | 'sessions' | 'devices' | 'invitations' | 'grants';

/** What is meant by an id that stands in no path. */
const kindOfName: Readonly<Record<string, Kind>> = {
  holderId: 'users',
  member: 'users',
  actor: 'users',
  ids: 'sessions',
};

/**
 * Founds it: an owner, and members of whom one has a trusted device and is acted for by another, who is to be locked out; a third is
 * locked out already. Somebody is invited.
 */
export async function found(server: TestServer): Promise<Neighbors> {
  const owner = await founder(server);
  const [trusted, planned, out] = [await join(server, owner), await join(server, owner), await join(server, owner)];
  await trustDevice(server, trusted.browser, trusted.userName);
  await prove(owner);
  const path = ({ account }: Me) => `/v1/organization/users/${account.id}`;
  const grant = await owner.ask<{ id: string }>('POST', `${path(trusted.me)}/grants`, {
    holderId: planned.me.account.id,
  });
  await owner.ask('POST', `${path(planned.me)}/lock-out`, { at: server.clock.now() + 86_400_000 });
  await owner.ask('POST', `${path(out.me)}/lock-out`, {});
  const { invitation } = await invite(owner);
  const { rows: sessions } = await owner.ask<Listed>('GET', '/v1/organization/sessions');
  const { rows: devices } = await owner.ask<Listed>('GET', '/v1/organization/devices');
  const theirs: Readonly<Record<Kind, readonly string[]>> = {
    users: [trusted, planned, out].map(({ me }) => me.account.id),
    sessions: sessions.map(({ id }) => id),
    devices: devices.map(({ id }) => id),
    invitations: [invitation.id],
    grants: [grant.id],
  };
  const ids = Object.values(theirs).flat();
  return {
    ids,
    idsFor({ pattern }, { name, where, isCursor }) {
      if (isCursor) return ids;
      const [, folder = ''] = new RegExp(`([^/]+)/:${name}(/|$)`).exec(pattern) ?? [];
      return theirs[(where === 'path' ? folder : kindOfName[name]) as Kind] ?? [];
    },
    async all() {
      const seen = ['sessions', 'devices', 'users', 'invitations', 'lock-outs', 'log', 'policy'];
      const ofUsers = theirs.users.flatMap((id) => [`users/${id}`, `users/${id}/grants`, `users/${id}/lock-out`]);
      const looked = await Promise.all(
        [...seen, ...ofUsers].map(async (what) => [what, await owner.ask('GET', `/v1/organization/${what}`)]),
      );
      // Looking is a use, which is written a little later.
      return JSON.parse(JSON.stringify(looked, (name, value) => (usedAt.includes(name) ? undefined : value)));
    },
  };
}

interface Listed {
  readonly rows: readonly { readonly id: string }[];
}

interface Neighbor {
  readonly me: Me;
  readonly userName: string;
  readonly browser: TestBrowser;
}

async function founder(server: TestServer): Promise<TestBrowser> {
  const { login } = await server.newPerson('founder');
  const browser = server.browser();
  const { organization } = await browser.signIn(login, password);
  await browser.ask<AnswerOf<'POST /v1/me/organizations'>>('POST', '/v1/me/organizations', { name: 'Next door' });
  await browser.ask('POST', `/v1/me/organizations/${organization.id}/leaving`);
  await browser.signIn(login, password);
  return browser;
}

let invited = 0;

function invite(owner: TestBrowser): Promise<MadeInvitation> {
  invited += 1;
  return owner.ask('POST', '/v1/organization/invitations', { email: `n${invited}@example.org`, role: 'member' });
}

async function join(server: TestServer, owner: TestBrowser): Promise<Neighbor> {
  const { url } = await invite(owner);
  const userName = `neighbor${invited}`;
  const wish = { link: secretOf(url ?? ''), userName, displayName: userName, password };
  const browser = server.browser();
  const { me } = await browser.ask<SignedIn>('POST', '/v1/invitations/acceptance', wish);
  if (me === null) throw new Error('The invitation asks for a second factor.');
  return { me, userName, browser };
}
