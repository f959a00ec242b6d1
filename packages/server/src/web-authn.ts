import type { NewPasskey, NewPasskeyAnswer, PasskeyAnswer, SaidByPasskey, SignedBy, WebAuthn } from '@rollcall/core';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';

/** Passkeys of this server's origin. Whatever is wrong with an answer is one answer: no. */
export function createWebAuthn(publicOrigin: string): WebAuthn {
  const { hostname } = new URL(publicOrigin);
  const here = { expectedOrigin: publicOrigin, expectedRPID: hostname, requireUserVerification: false };
  return {
    rp: { id: hostname, name: hostname },
    challengeIn,
    made: (answer, challenge) =>
      orNull(async () => {
        if (isAttested(answer)) return null;
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          ...here,
          response: answer as unknown as RegistrationResponseJSON,
          expectedChallenge: textOf(challenge),
        });
        if (!verified || registrationInfo === undefined) return null;
        const { credential, credentialDeviceType, credentialBackedUp, userVerified } = registrationInfo;
        return {
          credentialId: credential.id,
          publicKey: credential.publicKey,
          signCount: credential.counter,
          transports: credential.transports ?? [],
          backupEligible: credentialDeviceType === 'multiDevice',
          backedUp: credentialBackedUp,
          verifiesUser: userVerified,
        } satisfies NewPasskey;
      }),
    signed: (answer, challenge, passkey) =>
      orNull(async () => {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          ...here,
          response: answer as unknown as AuthenticationResponseJSON,
          expectedChallenge: textOf(challenge),
          credential: credentialOf(passkey),
        });
        if (!verified) return null;
        const { newCounter, credentialBackedUp, userVerified } = authenticationInfo;
        return {
          signCount: newCounter,
          backedUp: credentialBackedUp,
          verifiesUser: userVerified,
        } satisfies SaidByPasskey;
      }),
  };
}

/** A challenge is as long as it was made; anything else was asked by nobody. */
const challengeBytes = 32;

function challengeIn({ response }: PasskeyAnswer | NewPasskeyAnswer): Uint8Array | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as {
      challenge?: unknown;
    };
    if (typeof challenge !== 'string') return null;
    const bytes = Buffer.from(challenge, 'base64url');
    return bytes.length === challengeBytes && textOf(bytes) === challenge ? bytes : null;
  } catch {
    return null;
  }
}

/**
 * Whether a maker vouches for the device. Nobody asked for that, and to check it the library would ask addresses that stand in
 * certificates of whoever sends them.
 */
function isAttested({ response }: NewPasskeyAnswer): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = attestation.get('fmt');
  return format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined);
}

function credentialOf({ credentialId, publicKey, signCount }: SignedBy) {
  return { id: credentialId, publicKey: Uint8Array.from(publicKey), counter: signCount };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** The library throws for whatever is wrong with an answer, and says no only where the signature is. */
async function orNull<Said>(check: () => Promise<Said | null>): Promise<Said | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
