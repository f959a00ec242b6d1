/**
 * Why the browser gave no passkey. `left`: nobody confirmed, in time or at all. `known`: the device has one for this account
 * already. `elsewhere`: the page stands at an address that passkeys are not for. `impossible`: this browser has none.
 */
export type PasskeyFault = 'left' | 'known' | 'elsewhere' | 'impossible';

export class PasskeyError extends Error {
  readonly fault: PasskeyFault;

  constructor(fault: PasskeyFault, options?: ErrorOptions) {
    super(`No passkey: ${fault}.`, options);
    this.name = 'PasskeyError';
    this.fault = fault;
  }
}
