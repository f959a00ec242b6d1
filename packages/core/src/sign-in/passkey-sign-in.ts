import type { Visitor } from '../actor.ts';
import type { Lifetime } from '../credential/credential.ts';
import type { IssuedSession } from '../credential/issue-session.ts';
import type { Deps } from '../deps.ts';
import { askPasskey } from '../factor/ask-passkey.ts';
import { checkPasskey } from '../factor/check-second.ts';
import type { PasskeyAnswer, PasskeyRequest } from '../factor/ways.ts';
import { note } from '../log/note.ts';
import { organizationToEnter } from '../organization/is-admitted.ts';
import { Refusal } from '../refusal.ts';
import { askedKeys } from './asked-passkey.ts';
import { type Borne, bear } from './bear.ts';
import { mostTries, type SignInChallenge } from './challenge.ts';
import { notingRefusals } from './noting-refusals.ts';
import { beginChallenge, openChallenge } from './step.ts';

/** Asks for any passkey that the browser has for this server; it says whose it is. Refuses `throttled`. */
export async function beginPasskeySignIn(
  deps: Pick<Deps, 'chance' | 'clock' | 'factors' | 'signInChallenges' | 'throttle' | 'webAuthn'>,
  visitor: Visitor,
): Promise<{ readonly token: string; readonly request: PasskeyRequest }> {
  await deps.throttle.attempt(askedKeys(visitor));
  const nobody = { accountId: null, organizationId: null, lifetime: 'standard' } as const;
  const { token, challenge } = await beginChallenge(deps, deps, { purpose: 'passkey', ...nobody });
  return { token, request: await askPasskey(deps, challenge.id, [], 'required') };
}

type FinishDeps = Pick<
  Deps,
  | 'chance'
  | 'clock'
  | 'confirmation'
  | 'factors'
  | 'log'
  | 'organizations'
  | 'post'
  | 'signInChallenges'
  | 'throttle'
  | 'transaction'
  | 'webAuthn'
>;

/**
 * Signs in with a passkey alone, whose device asked who holds it: two factors. Refuses `step_not_open`, and `passkey_refused` alike
 * for unknown ones, disabled accounts and whatever else is wrong.
 */
export async function signInWithPasskey(
  deps: FinishDeps,
  visitor: Visitor,
  answer: PasskeyAnswer,
  lifetime: Lifetime,
): Promise<IssuedSession> {
  const challenge = await openChallenge(deps, visitor, 'passkey');
  if ((await deps.signInChallenges.countTry(challenge.id, mostTries)) === null) throw new Refusal('step_not_open');
  const borne = await enterWith(deps, visitor, challenge, answer, lifetime);
  if (borne === null) {
    const by = { kind: 'anonymous', address: visitor.address } as const;
    await note(deps, deps, { event: 'sign_in.failed', accountId: null, by });
    throw new Refusal('passkey_refused');
  }
  await deps.throttle.succeeded(askedKeys(visitor));
  if (borne.superseded !== null) await deps.confirmation.confirmed(borne.superseded.epoch);
  return borne.session;
}

async function enterWith(
  deps: FinishDeps,
  visitor: Visitor,
  { id }: SignInChallenge,
  answer: PasskeyAnswer,
  lifetime: Lifetime,
): Promise<Borne | null> {
  const signed = await checkPasskey(deps, id, answer);
  if (signed === null || !signed.proof.verifiesUser) return null;
  const { accountId, proof } = signed;
  return notingRefusals(deps, visitor, accountId, () =>
    deps.transaction(async (stores) => {
      const account = await stores.accounts.lock(accountId);
      const organizationId = await organizationToEnter(stores, visitor, accountId);
      if (account === null || account.disabledAt !== null || organizationId === null) return null;
      if (!(await proof.spend(stores))) return null;
      if (!(await stores.signInChallenges.end(id))) throw new Refusal('step_not_open');
      const birth = { accountId, organizationId, method: 'passkey', assurance: 2, lifetime } as const;
      return bear(stores, deps, visitor, birth);
    }),
  );
}
