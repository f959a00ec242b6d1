import type { NewPasskeyInput, NewPasskeyRequest, PasskeyInput, PasskeyRequest } from '@rollcall/client';

/** Most people sign in without one: its script is loaded when somebody needs it. */
const ceremony = () => import('./ceremony.ts');

export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in window;
}

/** Whether the browser can offer passkeys beside the names that it fills in. */
export async function canOfferPasskeys(): Promise<boolean> {
  return hasPasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

/** Lets the browser ask for a passkey. Throws a `PasskeyError` where none comes. */
export async function askPasskey(request: PasskeyRequest): Promise<PasskeyInput> {
  return (await ceremony()).ask(request, 'now');
}

/** The same, among what the browser fills in: it waits until somebody chooses one there, or until it is asked for another. */
export async function offerPasskeys(request: PasskeyRequest): Promise<PasskeyInput> {
  return (await ceremony()).ask(request, 'filling_in');
}

export async function stopOffering(): Promise<void> {
  (await ceremony()).stop();
}

/** Lets the browser make a passkey. Throws a `PasskeyError` where none comes. */
export async function makePasskey(request: NewPasskeyRequest): Promise<NewPasskeyInput> {
  return (await ceremony()).make(request);
}
