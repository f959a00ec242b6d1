import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { applicationsHere, hostsHere, type RunningProxy, type Stage, shipped } from './shipped.ts';
import { startTraefikLike } from './traefik-like.ts';

/** Each with the configuration as shipped; only names, ports and certificates are those of this machine. */
export const proxies: Readonly<Record<'nginx' | 'Caddy' | 'Traefik’s documented requests', StartProxy>> = {
  nginx: startNginx,
  Caddy: startCaddy,
  'Traefik’s documented requests': startTraefikLike,
};
type StartProxy = (stage: Stage) => Promise<RunningProxy>;

export async function startNginx(stage: Stage): Promise<RunningProxy> {
  const { folder, port, rollcallSocket } = stage;
  const snippets = { '/etc/nginx/rollcall': folder };
  const files = {
    'nginx-forwarded.conf': {},
    'nginx-host.conf': snippets,
    'nginx-location.conf': {},
    'nginx.conf': {
      ...snippets,
      ...hostsHere,
      ...applicationsHere(stage),
      'listen 443 ssl': `listen 127.0.0.1:${port}`,
      '/run/rollcall/proxy.sock': rollcallSocket,
      '    ssl_certificate     /etc/ssl/certs/example.org.pem;\n': '',
      '    ssl_certificate_key /etc/ssl/private/example.org.key;\n': '',
    },
  };
  for (const [file, replacements] of Object.entries(files)) {
    writeFileSync(join(folder, file), shipped(file, replacements));
  }
  const main = join(folder, 'main.conf');
  // The socket is for owner and group alone: nginx's workers have to be one of them.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    main,
    `daemon off; ${user} worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn;
    events { worker_connections 512; }
    http { access_log off; ${temporary(folder)} include ${folder}/nginx.conf; }`,
  );
  return running(spawn('/usr/sbin/nginx', ['-p', folder, '-c', main, '-e', 'stderr']), port);
}

function temporary(folder: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`).join(' ');
}

async function startCaddy(stage: Stage): Promise<RunningProxy> {
  const { folder, port, rollcallSocket } = stage;
  const hosts = Object.entries(hostsHere).map(([name, here]) => [`${name} {`, `http://${here}:${port} {`]);
  const file = shipped('Caddyfile', {
    ...Object.fromEntries(hosts),
    ...applicationsHere(stage),
    '/run/rollcall/proxy.sock': rollcallSocket,
  });
  const path = join(folder, 'Caddyfile');
  writeFileSync(path, `{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n${file}`);
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  return running(spawn('/usr/bin/caddy', ['run', '--config', path, '--adapter', 'caddyfile'], { env }), port);
}

/** Waits until it answers at its port. */
async function running(child: ChildProcess, port: number): Promise<RunningProxy> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The proxy ended:\n${said}`);
  });
  ended.catch(() => {});
  await Promise.race([ended, answersAt(port)]);
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function answersAt(port: number): Promise<void> {
  while (!(await isOpen(port))) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
