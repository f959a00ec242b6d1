import type { NewPasskeyInput, NewPasskeyRequest, PasskeyInput, PasskeyRequest } from '@rollcall/client';
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from '@simplewebauthn/browser';
import { PasskeyError, type PasskeyFault } from './passkey-error.ts';

export async function ask(request: PasskeyRequest, when: 'now' | 'filling_in'): Promise<PasskeyInput> {
  const answer = await orFault(() =>
    startAuthentication({
      optionsJSON: request as PublicKeyCredentialRequestOptionsJSON,
      useBrowserAutofill: when === 'filling_in',
    }),
  );
  return answer as PasskeyInput;
}

export async function make(request: NewPasskeyRequest): Promise<NewPasskeyInput> {
  const answer = await orFault(() =>
    startRegistration({ optionsJSON: request as PublicKeyCredentialCreationOptionsJSON }),
  );
  return answer as NewPasskeyInput;
}

export function stop(): void {
  WebAuthnAbortService.cancelCeremony();
}

async function orFault<Answer>(ceremony: () => Promise<Answer>): Promise<Answer> {
  if (!browserSupportsWebAuthn()) throw new PasskeyError('impossible');
  try {
    return await ceremony();
  } catch (cause) {
    throw new PasskeyError(faultOf(cause), { cause });
  }
}

/** Browsers do not tell whether nobody was there or somebody said no: that would say which keys a device has. */
function faultOf(cause: unknown): PasskeyFault {
  if (!(cause instanceof WebAuthnError)) return 'left';
  switch (cause.code) {
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return 'known';
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return 'elsewhere';
    default:
      return 'left';
  }
}
