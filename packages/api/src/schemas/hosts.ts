import Type from 'typebox';
import { Closed, OneOf } from './common.ts';

/** Only a path of the very host: browsers read `//e` and `/\e` as ways out, and drop line breaks before they look. */
export const returnPathPattern = '^/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*$';

const ReturnPath = Type.String({ pattern: returnPathPattern, maxLength: 2_000, description: 'A path at the host.' });

export const ForwardAuthQuery = Closed({
  for: Type.Optional(
    OneOf(['nginx'], 'With `nginx` the address to sign in at comes in the header `Rollcall-Sign-In` of a 401.'),
  ),
});

export const HostSignInQuery = Closed({ return_to: ReturnPath });

export const AuthorizeQuery = Closed({
  origin: Type.String({
    pattern: '^https?://[a-z0-9.-]+(:[0-9]{1,5})?$',
    maxLength: 300,
    description: 'Where the browser came from.',
  }),
  challenge: Type.String({
    pattern: '^[A-Za-z0-9_-]{43}$',
    description: 'SHA-256 of what it keeps there, in base64url.',
  }),
  return_to: ReturnPath,
});

export const FinishQuery = Closed({ code: Type.String({ pattern: '^rco_[0-9A-Za-z]{36}$' }) });
