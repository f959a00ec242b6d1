import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import Type from 'typebox';
import { isLocal, isProtectable } from './host-names.ts';
import { normalized } from './webhook/targets.ts';

/** What a variable is, beside its default: the schema checks with it, and the documentation is written out of it. */
interface Meaning {
  readonly description: string;
  /** Ends the sentence "it must be …". */
  readonly expected: string;
  readonly accepts: (text: string) => boolean;
  readonly default?: string;
  /** What holds where it is not set and there is no fixed default. */
  readonly otherwise?: string;
  /** It may hold a password: never printed. */
  readonly secret?: true;
}

function Variable({ accepts, expected, ...annotations }: Meaning) {
  return Type.Refine(Type.String({ ...annotations, expected }), accepts, () => expected);
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const anything = () => true;
const isPort = (text: string) => /^[0-9]{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
const isHost = (text: string) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
/** Linux takes 107 bytes, macOS 103. */
const longestSocketPath = 103;

/** Every variable that the server reads. What is not here is refused, so that a misspelled one does not go unnoticed. */
export const Environment = Type.Object({
  ROLLCALL_DATA_FOLDER: Variable({
    description:
      'The folder that holds the embedded database, the keys and the local socket. Made where it is missing.',
    default: './data',
    expected: 'a path; a relative one starts at the working folder',
    accepts: anything,
  }),
  ROLLCALL_HOST: Variable({
    description: 'The address to listen on. The default is reached from this machine only.',
    default: '127.0.0.1',
    expected: 'an IP address or a host name, for instance 0.0.0.0',
    accepts: isHost,
  }),
  ROLLCALL_PORT: Variable({
    description: 'The TCP port to listen on.',
    default: '8080',
    expected: 'a whole number from 1 to 65535',
    accepts: isPort,
  }),
  ROLLCALL_PUBLIC_ORIGIN: Variable({
    description: 'Where browsers reach the server: scheme, host and port. Cookies, links and mail are made from it.',
    otherwise: '`http://localhost:` and the port',
    expected: 'an https:// origin without a path, for instance https://id.example.org; http:// only for localhost',
    accepts: isOrigin,
  }),
  ROLLCALL_APP_ORIGINS: Variable({
    description:
      'Origins of applications whose own pages show the components of `@rollcall/react` with a bearer token, separated by commas. An application that reaches Rollcall by a path of its own origin needs no entry.',
    otherwise: 'none',
    expected:
      'a list of https:// origins without a path, for instance https://app.example.org; http:// only for localhost',
    accepts: (text) => listOf(text).every(isOrigin),
  }),
  ROLLCALL_DATABASE_URL: Variable({
    description: 'A PostgreSQL database to use instead of the embedded SQLite.',
    otherwise: 'SQLite in the data folder',
    expected: 'a URL such as postgres://user:password@host:5432/database',
    accepts: (text) => hasScheme(text, ['postgres:', 'postgresql:']),
    secret: true,
  }),
  ROLLCALL_TRUSTED_PROXIES: Variable({
    description:
      'Reverse proxies whose `X-Forwarded-*` headers count, separated by commas. From anybody else they are ignored.',
    otherwise: 'none',
    expected: 'a list of addresses or networks, for instance 10.0.0.5, 192.168.0.0/16, fd00::/8',
    accepts: (text) => listOf(text).every(isNetwork),
  }),
  ROLLCALL_PROTECTED_HOSTS: Variable({
    description:
      'Hosts of applications behind a reverse proxy that asks Rollcall, separated by commas: each with its port where that is not the default one. A star stands for any one name. See docs/integrate/reverse-proxy.',
    otherwise: 'only the public origin’s own host',
    expected: 'a list of hosts, for instance wiki.example.org, *.apps.example.org, app.localhost:8081',
    accepts: (text) => listOf(text).every(isProtectable),
  }),
  ROLLCALL_LISTEN_SOCKET: Variable({
    description:
      'A local socket to listen on besides the TCP port, for a reverse proxy on the same machine: its mode (0660) lets the owner and the group in, and whoever connects to it counts as a trusted proxy.',
    otherwise: 'none',
    expected: `a path of at most ${longestSocketPath} characters`,
    accepts: isSocketPath,
  }),
  ROLLCALL_SMTP_URL: Variable({
    description: 'The mail server. Without it nothing is mailed, and the operator makes the links for new passwords.',
    otherwise: 'no mail',
    expected: 'a URL such as smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465',
    accepts: (text) => hasScheme(text, ['smtp:', 'smtps:']),
    secret: true,
  }),
  ROLLCALL_MAIL_FROM: Variable({
    description: 'The sender of mail. Needed where a mail server is named.',
    otherwise: 'none',
    expected: 'an address such as rollcall@example.org, or Rollcall <rollcall@example.org>',
    accepts: (text) => /^(?:[^<>\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(text),
  }),
  ROLLCALL_WEBHOOK_INTERNAL_HOSTS: Variable({
    description:
      'Hosts that webhooks may be sent to although they are in your own network, and without TLS: your own backends. ' +
      'Everything else inside is refused, whatever name leads there.',
    otherwise: 'none',
    expected: 'a list of names or addresses, each with or without a port, for instance shop.internal, 10.0.0.7:3000',
    accepts: (text) => listOf(text).every((host) => normalized(host) !== null),
  }),
  ROLLCALL_CITY_DATABASE: Variable({
    description:
      'A city database (.mmdb, of DB-IP, MaxMind or IPinfo), which tells places more finely than the built-in countries.',
    otherwise: 'countries only',
    expected: 'the path of an .mmdb file',
    accepts: anything,
  }),
  ROLLCALL_SUPPORT_CONTACT: Variable({
    description: 'Whom people turn to for help, shown on the pages.',
    otherwise: 'nothing is shown',
    expected: 'an e-mail address, a web address or a short text of up to 200 characters',
    accepts: (text) => text.length <= 200 && !/\p{Cc}/u.test(text),
  }),
  ROLLCALL_LOG_LEVEL: Variable({
    description: 'How much is logged.',
    default: 'info',
    expected: `one of ${logLevels.join(', ')}`,
    accepts: (text) => (logLevels as readonly string[]).includes(text),
  }),
  ROLLCALL_METRICS_PORT: Variable({
    description: 'The TCP port on which Prometheus finds `/metrics`: a listener of its own, which serves nothing else.',
    otherwise: 'none: metrics are on the local socket only',
    expected: 'a whole number from 1 to 65535',
    accepts: isPort,
  }),
  ROLLCALL_METRICS_HOST: Variable({
    description: 'The address of that listener. Metrics are open to whoever reaches it.',
    default: '127.0.0.1',
    expected: 'an IP address or a host name',
    accepts: isHost,
  }),
  ROLLCALL_KEY_FILE: Variable({
    description:
      'The keys that seal secrets in the store. Made where it is missing. All nodes of one store read the same file.',
    otherwise: '`keys.json` in the data folder',
    expected: 'the path of a file that its owner alone may read',
    accepts: anything,
  }),
  ROLLCALL_OPERATOR_SOCKET: Variable({
    description: 'The local socket on which the `rollcall` command reaches the server.',
    otherwise: '`operator.sock` in the data folder',
    expected: `a path of at most ${longestSocketPath} characters`,
    accepts: isSocketPath,
  }),
});

export type VariableName = keyof Type.Static<typeof Environment>;
export const variableNames = Object.keys(Environment.properties) as VariableName[];

export interface VariableFacts {
  readonly description: string;
  readonly expected: string;
  readonly default?: string;
  readonly otherwise?: string;
  readonly secret?: true;
}

/** What the schema says of a variable, for messages and documentation. */
export function factsOf(name: VariableName): VariableFacts {
  return Environment.properties[name] as unknown as VariableFacts;
}

export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function isSocketPath(path: string): boolean {
  return Buffer.byteLength(path) <= longestSocketPath;
}

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  if (isIP(address) === 0) return false;
  return bits === undefined || (/^[0-9]{1,3}$/.test(bits) && ipaddr.isValidCIDR(text));
}

function hasScheme(text: string, schemes: readonly string[]): boolean {
  const url = URL.parse(text);
  return url !== null && schemes.includes(url.protocol) && url.hostname !== '';
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.pathname !== '/' || url.search + url.hash + url.username + url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.host));
}
