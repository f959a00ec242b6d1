import type { SignInAccount } from '../account/account.ts';
import type { Owner } from '../actor.ts';
import type { Assurance } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { checkPassword, ownProofKeys } from '../sign-in/check-password.ts';
import {
  type CheckDeps,
  checkSecond,
  kindOfAnswer,
  type SecondAnswer,
  type SecondProof,
  secondKeys,
  wrongAnswer,
} from './check-second.ts';
import { asksForSecond, type Factor, inOrderOfUse } from './factor.ts';

/** What somebody gives to prove again who they are. */
export interface Proof extends SecondAnswer {
  readonly password?: string | undefined;
}

/** Each is enough by itself. */
export const proofWays = [
  'passkey',
  'password_and_passkey',
  'password_and_code',
  'password_and_recovery_code',
  'password',
] as const;
export type ProofWay = (typeof proofWays)[number];

/**
 * How an account may prove who it is, the right way first: by the strongest that it has. The password alone is enough only
 * where there is no second factor.
 */
export function waysToProve(
  { passwordHash }: Pick<SignInAccount, 'passwordHash'>,
  factors: readonly Factor[],
): ProofWay[] {
  if (!asksForSecond(factors)) return passwordHash === null ? [] : ['password'];
  const verifies = factors.some((factor) => factor.kind === 'passkey' && factor.verifiesUser);
  const ways = {
    passkey: verifies ? 'passkey' : 'password_and_passkey',
    authenticator: 'password_and_code',
    recovery_codes: 'password_and_recovery_code',
  } as const;
  const all = inOrderOfUse(factors).map((kind): ProofWay => ways[kind]);
  return passwordHash === null ? all.filter((way) => way === 'passkey') : all;
}

export interface Proved {
  readonly assurance: Assurance;
  /**
   * Uses up what was given, in the transaction of what it opens, and makes sure that the password is still the one which was
   * checked and that this is still enough. Refuses `wrong_credentials`, `proof_insufficient`, `wrong_code` and
   * `passkey_refused`.
   */
  readonly settle: (stores: Pick<Stores, 'accounts' | 'factors'>) => Promise<void>;
}

export type ProofDeps = CheckDeps &
  Pick<Deps, 'accounts' | 'chance' | 'devices' | 'log' | 'passwords' | 'throttle' | 'transaction'>;

/**
 * Checks a proof against the strongest that the account has. Refuses `proof_insufficient` for less, before anything is looked
 * at, `wrong_credentials`, `wrong_code`, `passkey_refused` and `throttled`.
 */
export async function checkProof(deps: ProofDeps, owner: Owner, proof: Proof): Promise<Proved> {
  const { accountId, credentialId, deviceId } = owner;
  const account = await deps.accounts.findForProof(accountId);
  if (account === null) throw new Refusal('not_found');
  const way = wayOf(proof);
  if (!waysToProve(account, await deps.factors.listOf(accountId)).includes(way))
    throw new Refusal('proof_insufficient');
  const wrong = way.endsWith('passkey') ? wrongAnswer('passkey') : 'wrong_code';
  const failed = async (code: 'wrong_credentials' | typeof wrong) => {
    await note(deps, deps, { event: 'reauthentication.failed', accountId, by: owner, credentialId, deviceId });
    throw new Refusal(code);
  };
  if (proof.password !== undefined) {
    const keys = ownProofKeys(accountId, deviceId, owner.address);
    if (!(await checkPassword(deps, account, proof.password, keys))) return failed('wrong_credentials');
  }
  const second = way === 'password' ? null : await checkOwnSecond(deps, owner, proof);
  if (way !== 'password' && (second === null || (way === 'passkey' && !second.verifiesUser))) return failed(wrong);
  return {
    assurance: second === null ? 1 : 2,
    async settle(stores) {
      const locked = await stores.accounts.lock(accountId);
      if (locked === null || locked.disabledAt !== null || locked.passwordHash !== account.passwordHash) {
        throw new Refusal('wrong_credentials');
      }
      if (!waysToProve(locked, await stores.factors.listOf(accountId)).includes(way)) {
        throw new Refusal('proof_insufficient');
      }
      if (second !== null && !(await second.spend(stores))) throw new Refusal(wrong);
    },
  };
}

function wayOf(proof: Proof): ProofWay {
  const { password, code, recoveryCode, passkey } = proof;
  if (code === undefined && recoveryCode === undefined && passkey === undefined) {
    if (password === undefined) throw new Refusal('proof_insufficient');
    return 'password';
  }
  const kind = kindOfAnswer(proof);
  if (password === undefined) {
    if (kind === 'passkey') return 'passkey';
    throw new Refusal('proof_insufficient');
  }
  return (
    {
      passkey: 'password_and_passkey',
      authenticator: 'password_and_code',
      recovery_codes: 'password_and_recovery_code',
    } as const
  )[kind];
}

async function checkOwnSecond(deps: ProofDeps, owner: Owner, proof: Proof): Promise<SecondProof | null> {
  const { accountId, credentialId } = owner;
  const keys = await secondKeys(deps, owner, proof);
  await deps.throttle.attempt(keys);
  const second = await checkSecond(deps, { accountId, boundTo: credentialId }, proof);
  if (second !== null) await deps.throttle.succeeded(keys);
  return second;
}
