import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, configFrom } from './config.ts';
import { renderConfigDocument } from './config-document.ts';
import { renderMetricsDocument } from './metrics/metrics-document.ts';

const folder = '/srv/rollcall';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    configFrom(environment, folder);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('Without any variable the server listens on this machine only and keeps everything in ./data', () => {
  expect(configFrom({ PATH: '/usr/bin' }, folder)).toEqual({
    dataFolder: '/srv/rollcall/data',
    host: '127.0.0.1',
    port: 8080,
    publicOrigin: 'http://localhost:8080',
    applicationOrigins: [],
    databaseUrl: null,
    trustedProxies: [],
    protectedHosts: [],
    listenSocketPath: null,
    smtp: null,
    webhookInternalHosts: [],
    cityDatabasePath: null,
    supportContact: null,
    metrics: null,
    logLevel: 'info',
    operatorSocketPath: '/srv/rollcall/data/operator.sock',
    keyFilePath: '/srv/rollcall/data/keys.json',
  });
});

test('Every variable is read into its own field', () => {
  const config = configFrom(
    {
      ROLLCALL_DATA_FOLDER: '/var/lib/rollcall',
      ROLLCALL_HOST: '::',
      ROLLCALL_PORT: '443',
      ROLLCALL_PUBLIC_ORIGIN: 'https://ID.example.org/',
      ROLLCALL_APP_ORIGINS: 'https://App.example.org/, http://localhost:5173',
      ROLLCALL_DATABASE_URL: 'postgres://rollcall:secret@db/rollcall',
      ROLLCALL_TRUSTED_PROXIES: '10.0.0.5, 192.168.0.0/16,fd00::/8',
      ROLLCALL_WEBHOOK_INTERNAL_HOSTS: 'shop.internal, 10.0.0.7:3000,::1',
      ROLLCALL_PROTECTED_HOSTS: 'Wiki.example.org, *.apps.example.org,app.localhost:8081',
      ROLLCALL_LISTEN_SOCKET: 'proxy.sock',
      ROLLCALL_SMTP_URL: 'smtps://mail.example.org',
      ROLLCALL_MAIL_FROM: 'Rollcall <rollcall@example.org>',
      ROLLCALL_CITY_DATABASE: 'city.mmdb',
      ROLLCALL_SUPPORT_CONTACT: 'help@example.org',
      ROLLCALL_LOG_LEVEL: 'warn',
      ROLLCALL_OPERATOR_SOCKET: '/run/rollcall.sock',
      ROLLCALL_KEY_FILE: '/run/secrets/keys.json',
      ROLLCALL_METRICS_HOST: '::1',
      ROLLCALL_METRICS_PORT: '9100',
    },
    folder,
  );
  expect(config).toEqual({
    dataFolder: '/var/lib/rollcall',
    host: '::',
    port: 443,
    publicOrigin: 'https://id.example.org',
    applicationOrigins: ['https://app.example.org', 'http://localhost:5173'],
    databaseUrl: 'postgres://rollcall:secret@db/rollcall',
    trustedProxies: ['10.0.0.5', '192.168.0.0/16', 'fd00::/8'],
    webhookInternalHosts: ['shop.internal', '10.0.0.7:3000', '::1'],
    protectedHosts: ['wiki.example.org', '*.apps.example.org', 'app.localhost:8081'],
    listenSocketPath: '/srv/rollcall/proxy.sock',
    smtp: { url: 'smtps://mail.example.org', from: 'Rollcall <rollcall@example.org>' },
    cityDatabasePath: '/srv/rollcall/city.mmdb',
    supportContact: 'help@example.org',
    metrics: { host: '::1', port: 9100 },
    logLevel: 'warn',
    operatorSocketPath: '/run/rollcall.sock',
    keyFilePath: '/run/secrets/keys.json',
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('A variable that is set to nothing counts as not set', () => {
  expect(configFrom({ ROLLCALL_PORT: '', ROLLCALL_SMTP_URL: '' }, folder).port).toBe(8080);
});

test('All faults are listed at once, each with what would hold', () => {
  const faults = faultsOf({ ROLLCALL_PORT: '80a', ROLLCALL_PROT: '80', ROLLCALL_LOG_LEVEL: 'loud' });
  expect(faults).toEqual([
    'ROLLCALL_PORT is "80a", but it must be a whole number from 1 to 65535.',
    expect.stringMatching(/^ROLLCALL_PROT is not known\. Remove it; these are: ROLLCALL_DATA_FOLDER, /),
    'ROLLCALL_LOG_LEVEL is "loud", but it must be one of trace, debug, info, warn, error, fatal, silent.',
  ]);
});

test('A value that may hold a password is not repeated in the message', () => {
  const [fault] = faultsOf({ ROLLCALL_DATABASE_URL: 'mysql://root:hunter2@db/x' });
  expect(fault).toMatch(/^ROLLCALL_DATABASE_URL must be a URL such as postgres/);
  expect(fault).not.toContain('hunter2');
});

describe('The public origin', () => {
  test.each(['https://id.example.org', 'https://id.example.org:8443', 'http://localhost:3000', 'http://[::1]:3000'])(
    '%s is taken',
    (origin) => expect(configFrom({ ROLLCALL_PUBLIC_ORIGIN: origin }, folder).publicOrigin).toBe(origin),
  );
  test.each([
    'http://id.example.org',
    'http://192.168.1.5:8080',
    'https://id.example.org/rollcall',
    'https://id.example.org?x=1',
    'https://user@id.example.org',
    'javascript:alert(1)',
    'id.example.org',
    'null',
    '*',
  ])('%s is refused, and so it is as the origin of an application', (origin) => {
    expect(faultsOf({ ROLLCALL_PUBLIC_ORIGIN: origin })).toHaveLength(1);
    expect(faultsOf({ ROLLCALL_APP_ORIGINS: `https://app.example.org, ${origin}` })).toHaveLength(1);
  });
});

test.each(['http://shop.internal', 'shop.internal/hooks', '*.internal', 'a@b', 'shop:http', 'a b'])(
  'A host such as %s for webhooks is refused',
  (host) => expect(faultsOf({ ROLLCALL_WEBHOOK_INTERNAL_HOSTS: host })).toHaveLength(1),
);

test.each(['0', '65536', '-1', '8080.5', '1e3', ' 80'])('Port %s is refused', (port) => {
  expect(faultsOf({ ROLLCALL_PORT: port })).toHaveLength(1);
});

test.each(['10.0.0.0/33', '10.0.0/8', 'proxy.local', 'fd00::/129', '10.0.0.1/'])('Proxy %s is refused', (proxy) => {
  expect(faultsOf({ ROLLCALL_TRUSTED_PROXIES: proxy })).toHaveLength(1);
});

test('A mail server needs a sender, and a sender is one line', () => {
  expect(faultsOf({ ROLLCALL_SMTP_URL: 'smtp://mail' })[0]).toMatch(/ROLLCALL_MAIL_FROM/);
  expect(faultsOf({ ROLLCALL_MAIL_FROM: 'Rollcall\r\nBcc: x@example.org <a@example.org>' })).toHaveLength(1);
});

test('A local socket whose path is too long for the system is refused', () => {
  const deep = `/srv/${'d'.repeat(110)}`;
  expect(faultsOf({ ROLLCALL_DATA_FOLDER: deep })[0]).toMatch(/Set ROLLCALL_OPERATOR_SOCKET to a shorter one/);
  expect(faultsOf({ ROLLCALL_DATA_FOLDER: deep, ROLLCALL_OPERATOR_SOCKET: '/run/rollcall.sock' })).toEqual([]);
});

test('The page on configuration is current (npm run docs)', () => {
  const page = new URL('../../../docs/operate/configuration.md', import.meta.url);
  expect(readFileSync(page, 'utf8')).toBe(renderConfigDocument());
});

test('The page on metrics is current (npm run docs)', () => {
  const page = new URL('../../../docs/operate/metrics.md', import.meta.url);
  expect(readFileSync(page, 'utf8')).toBe(renderMetricsDocument());
});

describe('A protected host', () => {
  const hostFaults = (hosts: string) => faultsOf({ ROLLCALL_PROTECTED_HOSTS: hosts });

  test.each([
    'https://wiki.example.org',
    'wiki.example.org/path',
    'wiki.example.org:443',
    'app.localhost:80',
    '*',
    '*.',
    'wiki.*.org',
    '*wiki.example.org',
    'wiki.example.org.',
    'wiki_.example.org',
    'a b',
    '-.example.org',
    '[::1]',
  ])('%s is refused', (host) => {
    expect(hostFaults(host)).toHaveLength(1);
  });

  test('differs from the others, and from the public origin, by more than its port', () => {
    expect(hostFaults('wiki.example.org, wiki.example.org:8443')).toEqual([
      'ROLLCALL_PROTECTED_HOSTS: wiki.example.org and wiki.example.org:8443 differ only by their ports. Give each a name of its own.',
    ]);
    expect(hostFaults('localhost:9000')).toHaveLength(1);
    expect(hostFaults('localhost:8080, app.localhost:8080')).toEqual([]);
  });
});
