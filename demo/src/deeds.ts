import type { AnswerOf, Me, SignedIn } from '@rollcall/api';
import { SoftPasskey } from '../../tests/src/soft-passkey.ts';
import type { Deed } from './deed.ts';
import { dayMs, type Scene } from './life.ts';
import { codeOf, keyOf, type Stage, secretIn } from './stage.ts';

/** What she who changes it signs in with from then on. */
export const newPassword = 'two lighthouses made of paper';

type Does = Deed['does'];
type Act<It extends Does> = (stage: Stage, scene: Scene, deed: Extract<Deed, { does: It }>) => Promise<unknown>;

/** Each sends what the pages would, and keeps what is needed later. */
const deeds: { readonly [It in Does]: Act<It> } = {
  sign_in: (stage, scene, deed) => signIn(stage, scene, deed),
  mistype: (stage, scene) => stage.send(scene, 'POST', '/v1/sign-in', credentials(scene, 'a lighthouse made of water')),
  prove: (stage, scene) => {
    const { password, secret } = stage.belongingsOf(scene.person);
    const body = { password, ...(secret !== null && { code: codeOf(secret, scene.at) }) };
    return stage.ask(scene, 'POST', '/v1/me/re-authentication', body);
  },
  look: (stage, scene) => stage.send(scene, 'GET', '/v1/me'),
  check_devices: (stage, scene) => stage.send(scene, 'POST', '/v1/me/look'),
  sign_out: (stage, scene) => stage.send(scene, 'POST', '/v1/sign-out'),
  rename: async (stage, scene, { name }) => {
    const { session } = await stage.ask<Me>(scene, 'GET', '/v1/me');
    stage.devices.add(keyOf(scene.person, scene.habit), session.deviceId ?? '');
    await stage.ask(scene, 'PATCH', `/v1/me/devices/${session.deviceId}`, { name });
  },
  lose: (stage, scene, { lost }) => {
    const deviceId = stage.devices.of(keyOf(scene.person, lost));
    return stage.ask(scene, 'POST', `/v1/me/devices/${deviceId}/removal`, { as: 'lost' });
  },
  change_password: async (stage, scene) => {
    const belongings = stage.belongingsOf(scene.person);
    const body = { currentPassword: belongings.password, newPassword, signOutElsewhere: true };
    await stage.ask(scene, 'POST', '/v1/me/password', body);
    belongings.password = newPassword;
  },

  add_authenticator: async (stage, scene, { name }) => {
    const path = '/v1/me/factors/authenticator';
    const begun = await stage.ask<AnswerOf<'POST /v1/me/factors/authenticator'>>(scene, 'POST', path);
    const body = { code: codeOf(begun.secret, scene.at), ...(name !== null && { name }) };
    await stage.ask(scene, 'POST', `${path}/${begun.id}/confirmation`, body);
    stage.belongingsOf(scene.person).secret = begun.secret;
  },
  add_passkey: async (stage, scene, { name }) => {
    const path = '/v1/me/factors/passkey-request';
    const asked = await stage.ask<AnswerOf<'POST /v1/me/factors/passkey-request'>>(scene, 'POST', path);
    const passkey = new SoftPasskey({ origin: stage.origin }).create(asked);
    await stage.ask(scene, 'POST', '/v1/me/factors/passkeys', { passkey, name });
  },
  print_codes: async (stage, scene) => {
    const path = '/v1/me/factors/recovery-codes';
    const made = await stage.ask<AnswerOf<'POST /v1/me/factors/recovery-codes'>>(scene, 'POST', path);
    stage.belongingsOf(scene.person).codes = made.codes;
  },

  found: async (stage, scene, { name }) => {
    const path = '/v1/me/organizations';
    const { id } = await stage.ask<AnswerOf<'POST /v1/me/organizations'>>(scene, 'POST', path, { name });
    stage.organizations.add(name, id);
  },
  enter: (stage, scene, { name }) =>
    stage.ask(scene, 'POST', `/v1/me/organizations/${stage.organizations.of(name)}/entry`),
  invite: async (stage, scene, { email, role }) => {
    const path = '/v1/organization/invitations';
    const made = await stage.ask<AnswerOf<'POST /v1/organization/invitations'>>(scene, 'POST', path, { email, role });
    stage.invitations.add(email, secretIn(made.url ?? ''));
  },
  accept: (stage, scene, { email }) =>
    stage.ask(scene, 'POST', '/v1/me/invitations', { link: stage.invitations.of(email) }),
  give_role: (stage, scene, { to, role }) => stage.ask(scene, 'POST', `${userPath(stage, to)}/role`, { role }),
  let_act: (stage, scene, { holder, on, days }) => {
    const until = days === null ? {} : { expiresAt: scene.at + days * dayMs };
    return stage.ask(scene, 'POST', `${userPath(stage, on)}/grants`, { holderId: stage.accounts.of(holder), ...until });
  },
  terminate: async (stage, scene, { whom }) => {
    const path = `/v1/organization/sessions?member=${stage.accounts.of(whom)}`;
    const { rows } = await stage.ask<AnswerOf<'GET /v1/organization/sessions'>>(scene, 'GET', path);
    await stage.ask(scene, 'POST', '/v1/organization/sessions/terminations', { ids: rows.map(({ id }) => id) });
  },
  lock_out: (stage, scene, { whom }) => stage.ask(scene, 'POST', `${userPath(stage, whom)}/lock-out`, {}),
  plan_lock_out: (stage, scene, { whom, inDays }) =>
    stage.ask(scene, 'POST', `${userPath(stage, whom)}/lock-out`, { at: scene.at + inDays * dayMs }),
  change_policy: async (stage, scene, { change }) => {
    const path = '/v1/organization/policy';
    const { version } = await stage.ask<AnswerOf<'GET /v1/organization/policy'>>(scene, 'GET', path);
    await stage.ask(scene, 'PATCH', path, { version, change });
  },
};

export async function play<It extends Does>(stage: Stage, event: Scene & Extract<Deed, { does: It }>): Promise<void> {
  await deeds[event.does as It](stage, event, event);
}

/** With the second step, where it is asked for; whoever was shut out is turned away. */
async function signIn(stage: Stage, scene: Scene, deed: Extract<Deed, { does: 'sign_in' }>): Promise<void> {
  const belongings = stage.belongingsOf(scene.person);
  const { keepSignedIn } = deed;
  const body = { ...credentials(scene, belongings.password), keepSignedIn };
  const answered = await stage.send(scene, 'POST', '/v1/sign-in', body);
  if (answered.status === 401 || answered.json<SignedIn>().step === null) return;
  const [recoveryCode, ...left] = belongings.codes;
  const proof = deed.with === 'recovery_code' ? { recoveryCode } : { code: codeOf(belongings.secret ?? '', scene.at) };
  if (deed.with === 'recovery_code') belongings.codes = left;
  const trustDevice = scene.habit.trusted === true;
  await stage.ask(scene, 'POST', '/v1/sign-in/second-step', { ...proof, trustDevice });
}

function credentials({ person }: Scene, password: string) {
  return { login: person.userName, password };
}

function userPath({ accounts }: Stage, userName: string): string {
  return `/v1/organization/users/${accounts.of(userName)}`;
}
