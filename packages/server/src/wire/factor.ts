import type {
  BodyOf,
  SignInStep,
  Factor as WireFactor,
  KnownPasskey as WireKnownPasskey,
  NewPasskeyRequest as WireNewPasskeyRequest,
  PasskeyRequest as WirePasskeyRequest,
} from '@rollcall/api';
import type {
  Factor,
  KnownPasskey,
  NewPasskeyAnswer,
  NewPasskeyRequest,
  PasskeyAnswer,
  PasskeyRequest,
  Proof,
  SecondAnswer,
  Step,
} from '@rollcall/core';

export function toFactor(factor: Factor): WireFactor {
  return {
    id: factor.id,
    kind: factor.kind,
    name: factor.name,
    createdAt: factor.createdAt,
    lastUsedAt: factor.lastUsedAt,
    codesLeft: factor.kind === 'recovery_codes' ? factor.codesLeft : null,
    verifiesUser: factor.kind === 'passkey' && factor.verifiesUser,
    backedUp: factor.kind === 'passkey' && factor.backedUp,
  };
}

export function toStep({ purpose, factors, expiresAt, trustDays }: Step): SignInStep {
  return { purpose, factors: [...factors], expiresAt, trustDays };
}

export function toPasskeyRequest(request: PasskeyRequest): WirePasskeyRequest {
  const { challenge, rpId, timeout, userVerification } = request;
  return { challenge, rpId, timeout, userVerification, allowCredentials: request.allowCredentials.map(toKnown) };
}

export function toNewPasskeyRequest(request: NewPasskeyRequest): WireNewPasskeyRequest {
  const { challenge, rp, user, timeout, attestation, authenticatorSelection } = request;
  const { residentKey, requireResidentKey, userVerification } = authenticatorSelection;
  return {
    challenge,
    rp: { id: rp.id, name: rp.name },
    user: { id: user.id, name: user.name, displayName: user.displayName },
    pubKeyCredParams: request.pubKeyCredParams.map(({ type, alg }) => ({ type, alg })),
    timeout,
    attestation,
    authenticatorSelection: { residentKey, requireResidentKey, userVerification },
    excludeCredentials: request.excludeCredentials.map(toKnown),
  };
}

function toKnown({ id, type, transports }: KnownPasskey): WireKnownPasskey {
  return { id, type, transports: [...transports] };
}

type WireAnswer = NonNullable<BodyOf<'POST /v1/sign-in/second-step'>['passkey']>;
type WireNewAnswer = BodyOf<'POST /v1/me/factors/passkeys'>['passkey'];

export function toPasskeyAnswer({ id, rawId, type, clientExtensionResults, response }: WireAnswer): PasskeyAnswer {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    rawId,
    type,
    clientExtensionResults,
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle }) },
  };
}

export function toNewPasskeyAnswer({
  id,
  rawId,
  type,
  clientExtensionResults,
  response,
}: WireNewAnswer): NewPasskeyAnswer {
  const { clientDataJSON, attestationObject, transports } = response;
  return {
    id,
    rawId,
    type,
    clientExtensionResults,
    response: { clientDataJSON, attestationObject, ...(transports !== undefined && { transports }) },
  };
}

export function toSecondAnswer({ code, recoveryCode, passkey }: BodyOf<'POST /v1/sign-in/second-step'>): SecondAnswer {
  return { code, recoveryCode, passkey: passkey === undefined ? undefined : toPasskeyAnswer(passkey) };
}

export function toProof(body: BodyOf<'POST /v1/me/re-authentication'>): Proof {
  return { ...toSecondAnswer(body), password: body.password };
}
