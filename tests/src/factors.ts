import {
  addFactor,
  askPasskeyAtStep,
  beginMyAuthenticator,
  beginMyPasskey,
  type IssuedSession,
  makeRecoveryCodes,
  type SecondAnswer,
  signIn,
  type Visitor,
} from '@rollcall/core';
import { codeOf } from './authenticator-app.ts';
import { SoftPasskey } from './soft-passkey.ts';
import { password } from './test-server.ts';
import { enter, newPerson, ownerOf, visitor, type World } from './world.ts';

export const origin = 'https://rollcall.test';
const minute = 60_000;

/** Somebody with an authenticator app and recovery codes, in the session that enrolled them. */
export interface Guarded {
  readonly login: string;
  readonly accountId: string;
  readonly session: IssuedSession;
  /** In base32, as the app has it. */
  readonly secret: string;
  readonly codes: readonly string[];
}

export async function newGuarded(world: World): Promise<Guarded> {
  const person = await newPerson(world);
  const session = await enter(world, person.login);
  const secret = await addApp(world, session);
  const codes = await makeRecoveryCodes(world.deps, await ownerOf(world, session));
  nextStep(world);
  return { ...person, session, secret, codes };
}

/** Enrols an authenticator app. Returns its secret. */
export async function addApp(world: World, session: IssuedSession): Promise<string> {
  const owner = await ownerOf(world, session);
  const { id, secret } = await beginMyAuthenticator(world.deps, owner);
  const code = codeOf(secret, world.clock.now());
  await addFactor(world.deps, owner, { kind: 'authenticator', enrolmentId: id, code, name: null });
  return secret;
}

/** Enrols a passkey. */
export async function addPasskey(
  world: World,
  session: IssuedSession,
  passkey = new SoftPasskey({ origin }),
): Promise<SoftPasskey> {
  const owner = await ownerOf(world, session);
  const answer = passkey.create(await beginMyPasskey(world.deps, owner));
  await addFactor(world.deps, owner, { kind: 'passkey', passkey: answer, name: null });
  return passkey;
}

/** What a passkey answers where a sign-in waits for it. */
export async function answerWithPasskey(
  { deps }: World,
  browser: Visitor,
  passkey: SoftPasskey,
): Promise<SecondAnswer> {
  return { passkey: passkey.get(await askPasskeyAtStep(deps, browser)) };
}

/** Lets time pass until codes are others. */
export function nextStep({ clock }: World, steps = 2): void {
  clock.pass((steps * minute) / 2);
}

/** Gives the right password in a browser. Returns that browser as it is then, asked for the second factor. */
export async function atSecondStep(world: World, login: string, from: Visitor = visitor()): Promise<Visitor> {
  const { step } = await signIn(world.deps, from, { login, password, lifetime: 'standard' });
  if (step === null) throw new Error(`${login} is not asked for a second factor.`);
  return { ...from, stepToken: step.token };
}
