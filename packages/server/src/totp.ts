import type { Totp } from '@rollcall/core';
import { Secret, TOTP } from 'otpauth';

/** What every authenticator app takes (RFC 6238): SHA-1, six digits, half a minute. */
const how = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const millisecondsPerStep = how.period * 1_000;
/** Clocks differ: so many steps before and after are taken, too. */
const skewedSteps = 1;

/** Codes of authenticator apps; `issuer` is what the app shows them under. */
export function createTotp(issuer: string): Totp {
  return {
    describe(bytes, accountName) {
      const secret = secretOf(bytes);
      const uri = new TOTP({ ...how, secret, issuer, label: accountName }).toString();
      return { uri, secret: secret.base32 };
    },
    stepOf(bytes, code, now) {
      const token = code.replaceAll(/\s/g, '');
      if (!/^[0-9]{6}$/.test(token)) return null;
      const delta = new TOTP({ ...how, secret: secretOf(bytes) }).validate({
        token,
        timestamp: now,
        window: skewedSteps,
      });
      return delta === null ? null : Math.floor(now / millisecondsPerStep) + delta;
    },
  };
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
