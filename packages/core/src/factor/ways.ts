/** A code that an app shows (RFC 6238). The library stays outside; time is handed in. */
export interface Totp {
  /** What the app is told of the secret, as text for a QR code and for typing. */
  describe(secret: Uint8Array, accountName: string): { readonly uri: string; readonly secret: string };
  /** The step of time whose code it is: this one, the one before or the next. `null`: none of these. */
  stepOf(secret: Uint8Array, code: string, now: number): number | null;
}

/** A passkey's answer as the browser gives it (WebAuthn, `toJSON`). */
export interface PasskeyAnswer {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly authenticatorAttachment?: string;
  readonly clientExtensionResults: object;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string;
  };
}

/** What comes back when a passkey was made. */
export interface NewPasskeyAnswer extends Omit<PasskeyAnswer, 'response'> {
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: readonly string[];
  };
}

/** What the browser is asked for. Bytes are base64url, as `parseCreationOptionsFromJSON` and its like take them. */
export interface PasskeyRequest {
  readonly challenge: string;
  readonly rpId: string;
  readonly timeout: number;
  readonly userVerification: 'required' | 'preferred';
  readonly allowCredentials: readonly KnownPasskey[];
}

export interface NewPasskeyRequest {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly pubKeyCredParams: readonly { readonly type: 'public-key'; readonly alg: number }[];
  readonly timeout: number;
  readonly attestation: 'none';
  readonly authenticatorSelection: {
    readonly residentKey: 'preferred';
    readonly requireResidentKey: false;
    readonly userVerification: 'preferred';
  };
  readonly excludeCredentials: readonly KnownPasskey[];
}

export interface KnownPasskey {
  readonly id: string;
  readonly type: 'public-key';
  readonly transports: readonly string[];
}

/** WebAuthn for this server's own origin. The library stays outside. */
export interface WebAuthn {
  readonly rp: { readonly id: string; readonly name: string };
  /** What was to be signed, as the answer itself says: to find out whether anybody asked. `null` for what is no answer. */
  challengeIn(answer: PasskeyAnswer | NewPasskeyAnswer): Uint8Array | null;
  /** What was made, if it was made for that challenge, at this origin. `null` otherwise. */
  made(answer: NewPasskeyAnswer, challenge: Uint8Array): Promise<NewPasskey | null>;
  /** What the passkey says of itself, if it signed that challenge, at this origin. `null` otherwise. */
  signed(answer: PasskeyAnswer, challenge: Uint8Array, passkey: SignedBy): Promise<SaidByPasskey | null>;
}

/** What checking takes of the passkey. */
export interface SignedBy {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly signCount: number;
}

export interface SaidByPasskey {
  readonly signCount: number;
  readonly backedUp: boolean;
  readonly verifiesUser: boolean;
}

export interface NewPasskey extends SaidByPasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly transports: readonly string[];
  readonly backupEligible: boolean;
}
