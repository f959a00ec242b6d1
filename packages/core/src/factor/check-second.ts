import type { Deps, Stores, ThrottleKey } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { AuthenticatorFactor, Factor, FactorKind, RecoveryFactor } from './factor.ts';
import { hashRecoveryCode } from './recovery-code.ts';
import type { PasskeyAnswer } from './ways.ts';

/** What somebody gives as a second factor: exactly one of them. */
export interface SecondAnswer {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly passkey?: PasskeyAnswer | undefined;
}

/** A second factor that was right. */
export interface SecondProof {
  readonly kind: FactorKind;
  /** The device asked who holds it: that is two factors. */
  readonly verifiesUser: boolean;
  /** Uses it up, in the transaction of what it opens. Of those who try at once, one gets true. */
  readonly spend: (stores: Pick<Stores, 'factors'>) => Promise<boolean>;
}

/** Whose it has to be, and in which session or sign-in a passkey was asked. */
interface Asked {
  readonly accountId: string;
  readonly boundTo: string;
}

export type CheckDeps = Pick<Deps, 'clock' | 'factors' | 'totp' | 'unseal' | 'webAuthn'>;

/** Whether the answer is one of the account's factors; `null` where it is none. Nothing is used up yet but a passkey's challenge. */
export async function checkSecond(
  deps: CheckDeps,
  { accountId, boundTo }: Asked,
  answer: SecondAnswer,
): Promise<SecondProof | null> {
  if (answer.passkey !== undefined) {
    const signed = await checkPasskey(deps, boundTo, answer.passkey);
    return signed?.accountId === accountId ? signed.proof : null;
  }
  const factors = await deps.factors.listOf(accountId);
  if (answer.code !== undefined) return checkCode(deps, factors.find(isAuthenticator), answer.code);
  return checkRecoveryCode(deps, factors.find(isRecovery), answer.recoveryCode ?? '');
}

/** Which of them it is. Refuses `proof_insufficient` for several and for none. */
export function kindOfAnswer({ code, recoveryCode, passkey }: SecondAnswer): FactorKind {
  const given: FactorKind[] = [];
  if (passkey !== undefined) given.push('passkey');
  if (code !== undefined) given.push('authenticator');
  if (recoveryCode !== undefined) given.push('recovery_codes');
  const [kind, another] = given;
  if (kind === undefined || another !== undefined) throw new Refusal('proof_insufficient');
  return kind;
}

/** What is said of one that is wrong. */
export function wrongAnswer(kind: FactorKind): 'passkey_refused' | 'wrong_code' {
  return kind === 'passkey' ? 'passkey_refused' : 'wrong_code';
}

/** A passkey's answer, and whose it is. `null` where nobody was asked that, or it is not right. */
export async function checkPasskey(
  deps: Pick<Deps, 'clock' | 'factors' | 'webAuthn'>,
  boundTo: string,
  answer: PasskeyAnswer,
): Promise<{ readonly accountId: string; readonly proof: SecondProof } | null> {
  const { clock, factors, webAuthn } = deps;
  const challenge = webAuthn.challengeIn(answer);
  if (challenge === null || !(await factors.takeChallenge(challenge, boundTo, clock.now()))) return null;
  const passkey = await factors.findPasskey(answer.id);
  if (passkey === null) return null;
  const said = await webAuthn.signed(answer, challenge, passkey);
  if (said === null) return null;
  const spend: SecondProof['spend'] = (stores) => stores.factors.usePasskey(passkey.id, said, clock.now());
  return { accountId: passkey.accountId, proof: { kind: 'passkey', verifiesUser: said.verifiesUser, spend } };
}

function checkCode(
  { clock, totp, unseal }: CheckDeps,
  factor: AuthenticatorFactor | undefined,
  code: string,
): SecondProof | null {
  if (factor === undefined) return null;
  const { id } = factor;
  const now = clock.now();
  const step = totp.stepOf(unseal(factor.sealedSecret, id), code, now);
  if (step === null) return null;
  return {
    kind: 'authenticator',
    verifiesUser: false,
    spend: (stores) => stores.factors.useStep(id, step, now),
  };
}

async function checkRecoveryCode(
  { clock, factors }: CheckDeps,
  factor: RecoveryFactor | undefined,
  typed: string,
): Promise<SecondProof | null> {
  const codeHash = hashRecoveryCode(typed);
  if (factor === undefined || codeHash === null || !(await factors.hasCode(factor.id, codeHash))) return null;
  return {
    kind: 'recovery_codes',
    verifiesUser: false,
    spend: (stores) => stores.factors.useCode(factor.id, codeHash, clock.now()),
  };
}

function isAuthenticator(factor: Factor): factor is AuthenticatorFactor {
  return factor.kind === 'authenticator';
}

function isRecovery(factor: Factor): factor is RecoveryFactor {
  return factor.kind === 'recovery_codes';
}

/** Who gives an answer, and from where. */
interface Giver {
  readonly accountId: string;
  readonly deviceId: string | null;
  readonly address: string | null;
}

/**
 * Under which counts a second factor falls, beside those of a sign-in: whoever has the password can begin as many as they like. What
 * nobody can guess counts by its network alone, so that it lets its owner in while somebody guesses codes. A device on which two
 * factors were proved before has a count of its own, which strangers cannot use up; all of them have one together, so that many are
 * no way around it.
 */
export async function secondKeys(
  { devices }: Pick<Deps, 'devices'>,
  { accountId, deviceId, address }: Giver,
  answer: SecondAnswer,
): Promise<ThrottleKey[]> {
  const network = address === null ? [] : [{ rule: 'network' as const, key: address }];
  if (kindOfAnswer(answer) !== 'authenticator') return network;
  if (deviceId === null || !(await devices.hasProvedTwo(deviceId, accountId))) {
    return [{ rule: 'account', key: `code:${accountId}` }, ...network];
  }
  return [
    { rule: 'account_from_device', key: `code:${accountId}:${deviceId}` },
    { rule: 'code_from_devices', key: accountId },
    ...network,
  ];
}
