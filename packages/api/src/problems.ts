import Type from 'typebox';
import { OneOf } from './schemas/common.ts';

/**
 * The public codes: every problem document on the wire carries exactly one. They are fewer than the reasons inside, on
 * purpose. `remedy` says what the caller can do; `retry` whether the same request may succeed later without a change.
 */
export interface PublicProblem {
  readonly status: number;
  readonly title: string;
  readonly remedy: string;
  readonly retry: boolean;
}

export const problems = {
  invalid_request: {
    status: 400,
    title: 'The request does not have the form that this address takes',
    remedy: 'Correct the fields that `errors` names; unknown fields are refused, not ignored. Nothing was changed.',
    retry: false,
  },
  ambiguous_credentials: {
    status: 400,
    title: 'More than one credential was presented',
    remedy: 'Send one session cookie or one Authorization header, not several.',
    retry: false,
  },
  not_signed_in: {
    status: 401,
    title: 'No credential was presented, or it is not known',
    remedy: 'Sign in.',
    retry: false,
  },
  session_ended: {
    status: 401,
    title: 'This session has ended',
    remedy: 'Sign in again. GET /v1/ending tells when it ended and which device ended it.',
    retry: false,
  },
  session_held: {
    status: 401,
    title: 'This session is held: it was shut out from another device, and that has not been confirmed yet',
    remedy:
      'POST /v1/holds/lift with a proof lifts it, /v1/holds/lift-requests where a service signs in; unconfirmed it lapses after 15 minutes.',
    retry: true,
  },
  service_credential_refused: {
    status: 401,
    title: 'The service credential is missing, is not known, or has ended',
    remedy: 'Send `authorization: Bearer rcv_…`. The operator issues and rotates them: rollcall services credentials.',
    retry: false,
  },
  wrong_credentials: {
    status: 401,
    title: 'What was given to prove who one is, is wrong',
    remedy: 'Check it and try again, or use another way; a password can be reset.',
    retry: false,
  },
  reauthentication_required: {
    status: 403,
    title: 'This needs a fresh proof of who you are',
    remedy: 'POST /v1/me/re-authentication, then repeat the request within 10 minutes.',
    retry: true,
  },
  cross_site: {
    status: 403,
    title: 'The request comes from another site',
    remedy: 'Send it from a page of this origin, or without cookies and with an Authorization header.',
    retry: false,
  },
  forbidden: {
    status: 403,
    title: 'The permission for this is missing',
    remedy: 'Ask an administrator of your organization for the permission that the API description names.',
    retry: false,
  },
  address_refused: {
    status: 403,
    title: 'From this address nobody of the organization gets in',
    remedy: 'Ask again from one of the networks that the organization’s policy names. Nothing has ended.',
    retry: false,
  },
  host_not_protected: {
    status: 403,
    title: 'This is not a host that the server protects',
    remedy: 'Name the host in ROLLCALL_PROTECTED_HOSTS, with its port where that is not the default one.',
    retry: false,
  },
  proxy_not_trusted: {
    status: 403,
    title: 'Only a configured reverse proxy may ask this',
    remedy: 'Name the proxy in ROLLCALL_TRUSTED_PROXIES, or let it ask over the socket of ROLLCALL_LISTEN_SOCKET.',
    retry: false,
  },
  not_found: {
    status: 404,
    title: 'There is nothing here, or it is not yours',
    remedy: 'Check the address and the id.',
    retry: false,
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take that method',
    remedy: 'The API description at /openapi.json names the methods.',
    retry: false,
  },
  conflict: {
    status: 409,
    title: 'This does not fit the state of things by now',
    remedy: 'Fetch the current state and decide again. Nothing was changed.',
    retry: false,
  },
  link_ended: {
    status: 410,
    title: 'This link was used or has expired',
    remedy: 'Ask for a new one.',
    retry: false,
  },
  body_too_large: {
    status: 413,
    title: 'The request is larger than this address takes',
    remedy: 'Send at most 64 KiB.',
    retry: false,
  },
  unsupported_media_type: {
    status: 415,
    title: 'This address takes JSON only',
    remedy: 'Send `content-type: application/json`.',
    retry: false,
  },
  not_acceptable: {
    status: 422,
    title: 'The input is not acceptable',
    remedy: 'Read `detail`, correct the field that `errors` names and send it again. Nothing was changed.',
    retry: false,
  },
  too_many_requests: {
    status: 429,
    title: 'Too many tries',
    remedy: 'Wait as long as Retry-After says. A device that signed in before still gets in.',
    retry: true,
  },
  header_too_large: {
    status: 431,
    title: 'The headers of the request are larger than this server takes',
    remedy: 'Send at most 16 KiB of headers; clearing old cookies often helps.',
    retry: false,
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    remedy: 'Try again; if it stays, give the operator the request id.',
    retry: true,
  },
  unavailable: {
    status: 503,
    title: 'The store is out of reach, so nothing can be verified',
    remedy: 'Try again shortly. Nothing was changed.',
    retry: true,
  },
} as const satisfies Record<string, PublicProblem>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as ProblemCode[];

/** RFC 9457, with our code, what to do about it and the fields at fault. Media type `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A path on this server that describes the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: OneOf(problemCodes),
    /** A finer word that is safe to show: the interface has a sentence for it. */
    reason: Type.Optional(
      Type.String({ description: 'A closed word within the code, for instance `password_too_common`.' }),
    ),
    detail: Type.String({ description: 'One sentence about this very case.' }),
    remedy: Type.String({ description: 'What the caller can do.' }),
    retry: Type.Boolean({ description: 'Whether the same request may succeed later, unchanged.' }),
    retryAfterMs: Type.Optional(Type.Integer()),
    at: Type.Optional(Type.Integer({ description: 'When the thing in question happened, milliseconds UTC.' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { pointer: Type.String({ description: 'JSON pointer (RFC 6901) to the field.' }), message: Type.String() },
          { additionalProperties: false },
        ),
      ),
    ),
    requestId: Type.String(),
  },
  { additionalProperties: false, $id: 'Problem' },
);
export type Problem = Type.Static<typeof Problem>;
