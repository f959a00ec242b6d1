// The Debian packages that the tests need. Installs what is missing where it can, and names it where it cannot.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const postgresVersions = '/usr/lib/postgresql';
const fonts = '/usr/share/fonts/truetype';
const policy = '/usr/sbin/policy-rc.d';

/** @type {Record<string, () => boolean>} */
const isThere = {
  postgresql: () =>
    existsSync(postgresVersions) &&
    readdirSync(postgresVersions).some((version) => existsSync(`${postgresVersions}/${version}/bin/initdb`)),
  chromium: () => existsSync('/usr/bin/chromium'),
  'fonts-liberation': () => existsSync(`${fonts}/liberation`) || existsSync(`${fonts}/liberation2`),
  'fonts-noto-color-emoji': () => existsSync(`${fonts}/noto/NotoColorEmoji.ttf`),
  'redis-server': () => existsSync('/usr/bin/redis-server'),
  nginx: () => existsSync('/usr/sbin/nginx'),
  wrk: () => existsSync('/usr/bin/wrk'),
  caddy: () => existsSync('/usr/bin/caddy'),
  oathtool: () => existsSync('/usr/bin/oathtool'),
};

/** @param {string[]} wanted */
const missingOf = (wanted) => wanted.filter((name) => !isThere[name]?.());

/**
 * Returns whether everything is there in the end.
 * @param {string[]} [wanted] names of packages; all that anything needs where none are given
 */
export function provideSystemPackages(wanted = Object.keys(isThere)) {
  const names = missingOf(wanted);
  if (names.length === 0) {
    console.log(`present: ${wanted.join(', ')}`);
    return true;
  }
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    console.log(`installing: ${names.join(', ')}`);
    install(names);
  }
  const left = missingOf(wanted);
  if (left.length > 0) console.error(`Missing system packages: ${left.join(' ')}`);
  return left.length === 0;
}

/** @param {string[]} names */
function install(names) {
  // Debian starts a service as soon as it is installed; this file forbids it. One that is already there is left alone.
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-qq', '--yes', '--no-install-recommends', ...names],
    ]) {
      const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
      if (status !== 0) console.error(`apt-get ${args[0]} failed:\n${stdout}${stderr}`);
    }
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}
