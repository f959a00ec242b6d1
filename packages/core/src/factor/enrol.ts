import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import { isPasskey, known, limitAsking, newChallenge, passkeyTimeoutMs } from './ask-passkey.ts';
import { type FactorKind, mostPasskeys, type NewFactor } from './factor.ts';
import type { NewPasskeyAnswer, NewPasskeyRequest } from './ways.ts';

/** Who enrols, and in which session or sign-in: what is begun in one is finished in no other. */
export interface Enroller {
  readonly accountId: string;
  readonly boundTo: string;
}

/** An app that is to be told its secret. Readable here and never again. */
export interface BegunAuthenticator {
  readonly id: string;
  /** For a QR code (`otpauth://`). */
  readonly uri: string;
  /** Base32, for typing. */
  readonly secret: string;
  readonly expiresAt: number;
}

/** What shows that the new factor works. */
export type NewFactorInput =
  | {
      readonly kind: 'authenticator';
      readonly enrolmentId: string;
      readonly code: string;
      readonly name: string | null;
    }
  | { readonly kind: 'passkey'; readonly passkey: NewPasskeyAnswer; readonly name: string | null };

/** A factor that works, to be written in the transaction that locked its account. */
export interface Enrolled {
  readonly kind: FactorKind;
  /** Returns whether it took the place of another. */
  readonly insert: (stores: Pick<Stores, 'factors'>) => Promise<{ readonly replaced: boolean }>;
}

const enrolmentLifetimeMs = 10 * 60_000;
/** RFC 4226 asks for 128 bits at least and recommends 160. */
const secretBytes = 20;
const longestName = 80;
/** Of the public key, by COSE: EdDSA, ES256 and, for Windows, RS256. */
const algorithms = [-8, -7, -257];

type BeginDeps = Pick<Deps, 'accounts' | 'chance' | 'clock' | 'factors' | 'seal' | 'throttle' | 'totp' | 'webAuthn'>;

/** Makes the secret of an authenticator app; the account has it once the app has shown a code. */
export async function beginAuthenticator(deps: BeginDeps, enroller: Enroller): Promise<BegunAuthenticator> {
  const id = deps.chance.id();
  const secret = deps.chance.bytes(secretBytes);
  const expiresAt = deps.clock.now() + enrolmentLifetimeMs;
  await deps.factors.begin({ ...enroller, id, sealedSecret: deps.seal(secret, id), expiresAt });
  return { id, expiresAt, ...deps.totp.describe(secret, await nameOf(deps, enroller.accountId)) };
}

/** Asks the browser to make a passkey, where the account has not one of its own already. */
export async function beginPasskey(deps: BeginDeps, { accountId, boundTo }: Enroller): Promise<NewPasskeyRequest> {
  const passkeys = (await deps.factors.listOf(accountId)).filter(isPasskey);
  if (passkeys.length >= mostPasskeys) throw new Refusal('too_many_passkeys', { limit: mostPasskeys });
  await limitAsking(deps, boundTo);
  const account = await deps.accounts.find(accountId);
  if (account === null) throw new Refusal('not_found');
  return {
    challenge: await newChallenge(deps, boundTo),
    rp: deps.webAuthn.rp,
    user: {
      id: Buffer.from(accountId).toString('base64url'),
      name: await nameOf(deps, accountId),
      displayName: account.displayName,
    },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: passkeyTimeoutMs,
    attestation: 'none',
    authenticatorSelection: { residentKey: 'preferred', requireResidentKey: false, userVerification: 'preferred' },
    excludeCredentials: passkeys.map(known),
  };
}

/** What its owner signs in with, so that they know the entry again among others. */
async function nameOf({ accounts }: Pick<Deps, 'accounts'>, accountId: string): Promise<string> {
  const [name] = await accounts.loginNames(accountId);
  return name?.text ?? accountId;
}

type CheckDeps = Pick<Deps, 'chance' | 'clock' | 'factors' | 'totp' | 'unseal' | 'webAuthn'>;

/** Refuses `wrong_code`, `enrolment_not_open`, `passkey_refused` and `name_invalid`. */
export function checkNewFactor(deps: CheckDeps, enroller: Enroller, input: NewFactorInput): Promise<Enrolled> {
  const name = input.name === null ? null : readableName(input.name, 'name', longestName);
  return input.kind === 'authenticator'
    ? checkAuthenticator(deps, enroller, input, name)
    : checkNewPasskey(deps, enroller, input.passkey, name);
}

async function checkAuthenticator(
  { clock, factors, totp, unseal }: CheckDeps,
  { accountId, boundTo }: Enroller,
  { enrolmentId, code }: Extract<NewFactorInput, { kind: 'authenticator' }>,
  name: string | null,
): Promise<Enrolled> {
  const begun = await factors.findEnrolment(enrolmentId);
  const now = clock.now();
  if (begun === null || begun.boundTo !== boundTo || now >= begun.expiresAt) throw new Refusal('enrolment_not_open');
  const { id, sealedSecret } = begun;
  const step = totp.stepOf(unseal(sealedSecret, id), code, now);
  if (step === null) throw new Refusal('wrong_code', { field: 'code' });
  const factor: NewFactor = { id, accountId, name, createdAt: now };
  return {
    kind: 'authenticator',
    async insert(stores) {
      if (!(await stores.factors.endEnrolment(id))) throw new Refusal('enrolment_not_open');
      const before = (await stores.factors.listOf(accountId)).find(({ kind }) => kind === 'authenticator');
      if (before !== undefined) await stores.factors.remove(before.id, accountId);
      await stores.factors.insertAuthenticator(factor, sealedSecret, step);
      return { replaced: before !== undefined };
    },
  };
}

async function checkNewPasskey(
  { chance, clock, factors, webAuthn }: CheckDeps,
  { accountId, boundTo }: Enroller,
  answer: NewPasskeyAnswer,
  name: string | null,
): Promise<Enrolled> {
  const now = clock.now();
  const challenge = webAuthn.challengeIn(answer);
  if (challenge === null || !(await factors.takeChallenge(challenge, boundTo, now))) {
    throw new Refusal('passkey_refused');
  }
  const made = await webAuthn.made(answer, challenge);
  if (made === null) throw new Refusal('passkey_refused');
  const factor: NewFactor = { id: chance.id(), accountId, name, createdAt: now };
  return {
    kind: 'passkey',
    async insert(stores) {
      if (!(await stores.factors.insertPasskey(factor, made))) throw new Refusal('passkey_refused');
      return { replaced: false };
    },
  };
}
