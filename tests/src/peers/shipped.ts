import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a reverse proxy and what stands behind it are in a test. */
export interface Stage {
  /** The proxy's own port, at which browsers reach every host. */
  readonly port: number;
  readonly folder: string;
  /** The socket of `ROLLCALL_LISTEN_SOCKET`. */
  readonly rollcallSocket: string;
  readonly rollcallPort: number;
  readonly applications: { readonly app: number; readonly wiki: number };
}

export interface RunningProxy {
  stop(): Promise<void>;
}

const shippedFolder = join(import.meta.dirname, '../../../docs/integrate/reverse-proxy');

/** Names in the configuration as shipped, and what stands for them on this machine. Every one must be there to be replaced. */
export function shipped(file: string, replacements: Readonly<Record<string, string>>): string {
  let text = readFileSync(join(shippedFolder, file), 'utf8');
  for (const [name, here] of Object.entries(replacements)) {
    if (!text.includes(name)) throw new Error(`${file} does not say ${name}.`);
    text = text.replaceAll(name, here);
  }
  return text;
}

export const hostsHere = {
  'id.example.org': 'id.localhost',
  'app.example.org': 'app.localhost',
  'wiki.example.org': 'wiki.localhost',
} as const;

export function applicationsHere({ applications: { app, wiki } }: Stage): Record<string, string> {
  return { '127.0.0.1:3001': `127.0.0.1:${app}`, '127.0.0.1:3002': `127.0.0.1:${wiki}` };
}
