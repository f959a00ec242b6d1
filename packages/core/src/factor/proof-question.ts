import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { askPasskey, isPasskey, limitAsking } from './ask-passkey.ts';
import { type ProofWay, waysToProve } from './proof.ts';
import type { PasskeyRequest } from './ways.ts';

/** How the account may prove again who it is, the right way first; none where it has to be done elsewhere. */
export async function listWaysToProve(
  { accounts, factors }: Pick<Deps, 'accounts' | 'factors'>,
  accountId: string,
): Promise<ProofWay[]> {
  const account = await accounts.findForProof(accountId);
  return account === null ? [] : waysToProve(account, await factors.listOf(accountId));
}

/** Asks for one of the account's passkeys, to prove with it who one is. Refuses `factor_needed` where it has none. */
export async function askPasskeyForProof(
  deps: Pick<Deps, 'accounts' | 'chance' | 'clock' | 'factors' | 'throttle' | 'webAuthn'>,
  { accountId, credentialId }: Pick<Owner, 'accountId' | 'credentialId'>,
): Promise<PasskeyRequest> {
  const factors = await deps.factors.listOf(accountId);
  const passkeys = factors.filter(isPasskey);
  if (passkeys.length === 0) throw new Refusal('factor_needed');
  await limitAsking(deps, credentialId);
  const verifies = passkeys.some(({ verifiesUser }) => verifiesUser);
  return askPasskey(deps, credentialId, passkeys, verifies ? 'required' : 'preferred');
}
