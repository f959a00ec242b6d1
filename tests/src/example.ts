import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');

/** One of the applications under examples/, running. */
export interface Example {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts an example's own server, as its README says, and waits until it says where it listens. */
export async function startExample(
  name: string,
  environment: Readonly<Record<string, string>>,
  port?: number,
): Promise<Example> {
  const listensOn = port ?? (await freePort());
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: join(root, 'examples', name),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], PORT: String(listensOn), ...environment },
  });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error(`The example ${name} ended.`)));
  });
  return {
    origin: `http://localhost:${listensOn}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
