import { join, resolve } from 'node:path';
import { Value } from 'typebox/value';
import {
  Environment,
  factsOf,
  isSocketPath,
  type LogLevel,
  listOf,
  type VariableName,
  variableNames,
} from './config-variables.ts';
import { nameOf } from './host-names.ts';

/** All that can be set from outside. Read once, at the start; nothing else reads the environment. */
export interface Config {
  /** Absolute, like every path here. */
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** Scheme, host and port, no trailing slash. */
  readonly publicOrigin: string;
  /** Scheme, host and port of each, no trailing slash. */
  readonly applicationOrigins: readonly string[];
  /** `null`: SQLite in the data folder. */
  readonly databaseUrl: string | null;
  /** Addresses and networks in CIDR notation. */
  readonly trustedProxies: readonly string[];
  /** Hosts in lower case, with a star for any one name. */
  readonly protectedHosts: readonly string[];
  /** `null`: TCP only. */
  readonly listenSocketPath: string | null;
  /** `null`: nothing can be mailed. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** Names or addresses, with or without a port, that webhooks may reach although they are inside. */
  readonly webhookInternalHosts: readonly string[];
  readonly cityDatabasePath: string | null;
  readonly supportContact: string | null;
  readonly logLevel: LogLevel;
  /** `null`: on the local socket only. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly operatorSocketPath: string;
  readonly keyFilePath: string;
}

/** Every fault of the configuration at once, each with what to do. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['The configuration does not hold:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;
const prefix = 'ROLLCALL_';
/** What the project's own tests set for themselves; a server that they start must not stumble over it. */
const testPrefix = 'ROLLCALL_TEST_';

/** Reads the configuration out of the process's environment. Throws a `ConfigError` that lists every fault. */
export function readConfig(): Config {
  return configFrom(process.env, process.cwd());
}

/** The process's own variables as they were given, to be explained. */
export function givenVariables(): Variables {
  return process.env;
}

/** A variable that is set to nothing counts as not set: that is how composed environments leave one out. */
export function configFrom(environment: Variables, workingFolder: string): Config {
  const set = Object.entries(environment).filter(([name, text]) => name.startsWith(prefix) && text !== '') as [
    string,
    string,
  ][];
  const texts = new Map(set);
  const config = interpret(texts, workingFolder);
  const faults = [...set.flatMap(([name, text]) => faultOf(name, text)), ...faultsTogether(texts, config)];
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

function faultOf(name: string, text: string): string[] {
  if (name.startsWith(testPrefix)) return [];
  if (!isVariable(name)) return [`${name} is not known. Remove it; these are: ${variableNames.join(', ')}.`];
  if (Value.Check(Environment.properties[name], text)) return [];
  const { secret, expected } = factsOf(name);
  return [`${name}${secret ? '' : ` is ${JSON.stringify(text)}, but it`} must be ${expected}.`];
}

/** What only shows when variables are seen together. */
function faultsTogether(texts: ReadonlyMap<string, string>, config: Config): string[] {
  const faults: string[] = [];
  if (texts.has('ROLLCALL_SMTP_URL') && !texts.has('ROLLCALL_MAIL_FROM')) {
    faults.push(`ROLLCALL_SMTP_URL needs ROLLCALL_MAIL_FROM beside it: ${factsOf('ROLLCALL_MAIL_FROM').expected}.`);
  }
  faults.push(...faultsOfHosts(config));
  if (!texts.has('ROLLCALL_OPERATOR_SOCKET') && !isSocketPath(config.operatorSocketPath)) {
    faults.push(
      `The local socket ${config.operatorSocketPath} has too long a path. Set ROLLCALL_OPERATOR_SOCKET to a shorter one.`,
    );
  }
  return faults;
}

/** Browsers share cookies among all ports of a name, so that one sign-in would overwrite the other's. */
function faultsOfHosts({ publicOrigin, protectedHosts }: Config): string[] {
  const own = URL.parse(publicOrigin)?.host ?? '';
  const hosts = new Set([own, ...protectedHosts]);
  return [...Map.groupBy(hosts, nameOf).values()]
    .filter((same) => same.length > 1)
    .map(
      (same) =>
        `ROLLCALL_PROTECTED_HOSTS: ${same.join(' and ')} differ only by their ports. Give each a name of its own.`,
    );
}

function interpret(texts: ReadonlyMap<string, string>, workingFolder: string): Config {
  const read = (name: VariableName): string | null => texts.get(name) ?? factsOf(name).default ?? null;
  const path = (name: VariableName): string | null => {
    const text = read(name);
    return text === null ? null : resolve(workingFolder, text);
  };
  const dataFolder = resolve(workingFolder, read('ROLLCALL_DATA_FOLDER') ?? '');
  const port = Number(read('ROLLCALL_PORT'));
  const metricsPort = read('ROLLCALL_METRICS_PORT');
  const smtpUrl = read('ROLLCALL_SMTP_URL');
  return Object.freeze<Config>({
    dataFolder,
    port,
    host: read('ROLLCALL_HOST') ?? '',
    publicOrigin: originOf(read('ROLLCALL_PUBLIC_ORIGIN') ?? `http://localhost:${port}`),
    applicationOrigins: Object.freeze(listOf(read('ROLLCALL_APP_ORIGINS') ?? '').map(originOf)),
    databaseUrl: read('ROLLCALL_DATABASE_URL'),
    trustedProxies: Object.freeze(listOf(read('ROLLCALL_TRUSTED_PROXIES') ?? '')),
    protectedHosts: Object.freeze(listOf((read('ROLLCALL_PROTECTED_HOSTS') ?? '').toLowerCase())),
    listenSocketPath: path('ROLLCALL_LISTEN_SOCKET'),
    smtp: smtpUrl === null ? null : Object.freeze({ url: smtpUrl, from: read('ROLLCALL_MAIL_FROM') ?? '' }),
    webhookInternalHosts: Object.freeze(listOf(read('ROLLCALL_WEBHOOK_INTERNAL_HOSTS') ?? '')),
    cityDatabasePath: path('ROLLCALL_CITY_DATABASE'),
    supportContact: read('ROLLCALL_SUPPORT_CONTACT'),
    metrics:
      metricsPort === null
        ? null
        : Object.freeze({ host: read('ROLLCALL_METRICS_HOST') ?? '', port: Number(metricsPort) }),
    logLevel: read('ROLLCALL_LOG_LEVEL') as LogLevel,
    keyFilePath: path('ROLLCALL_KEY_FILE') ?? join(dataFolder, 'keys.json'),
    operatorSocketPath: path('ROLLCALL_OPERATOR_SOCKET') ?? join(dataFolder, 'operator.sock'),
  });
}

/** As browsers write it. What is none is left as it is, for the message that refuses it. */
function originOf(text: string): string {
  return URL.parse(text)?.origin ?? text;
}

function isVariable(name: string): name is VariableName {
  return (variableNames as string[]).includes(name);
}
