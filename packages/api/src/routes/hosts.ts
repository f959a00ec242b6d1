import * as hosts from '../schemas/hosts.ts';
import { done, goneOn, type RouteTable } from './route.ts';

/** For reverse proxies, and what they pass on from the hosts that Rollcall protects. */
export const hostRoutes = {
  'GET /v1/forward-auth': {
    name: 'forwardAuth',
    summary:
      'For nginx, Caddy and Traefik: 204 with account, session and organization in headers; otherwise 401, or for pages a redirect (302) to sign-in',
    permission: 'anyone',
    query: hosts.ForwardAuthQuery,
    answer: done,
    problems: [
      'not_signed_in',
      'session_ended',
      'session_held',
      'address_refused',
      'forbidden',
      'host_not_protected',
      'proxy_not_trusted',
    ],
  },
  'GET /.rollcall/sign-in': {
    name: 'signInAtHost',
    summary: 'Begin to sign in at the host that the browser is at',
    permission: 'anyone',
    query: hosts.HostSignInQuery,
    answer: goneOn,
    problems: ['host_not_protected'],
  },
  'GET /.rollcall/authorize': {
    name: 'authorizeHost',
    summary: 'At the public origin: go on to a protected host with a single-use code, or to the sign-in page',
    permission: 'anyone',
    query: hosts.AuthorizeQuery,
    answer: goneOn,
    problems: ['host_not_protected'],
  },
  'GET /.rollcall/finish': {
    name: 'enterHost',
    summary: 'Turn a single-use code into a session at this host and return to the page that was wanted',
    permission: 'anyone',
    query: hosts.FinishQuery,
    answer: goneOn,
    problems: ['host_not_protected'],
  },
  'POST /.rollcall/sign-out': {
    name: 'signOutAtHost',
    summary: 'End the session of this browser, here and everywhere else; 204 for scripts, a redirect for forms',
    permission: 'anyone',
    answer: goneOn,
    problems: ['host_not_protected'],
  },
} as const satisfies RouteTable;
