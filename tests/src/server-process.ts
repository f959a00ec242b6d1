import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url));
/** Runners of tests mark their environment; a server must start without that. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/** The server as `npm start` runs it: a process of its own. */
export class ServerProcess {
  readonly #child: ChildProcess;
  #output = '';
  #errors = '';

  /** `preloaded`: a module that the process loads first, by its path. */
  constructor(environment: Readonly<Record<string, string>>, command = 'serve', preloaded: readonly string[] = []) {
    const inherited = passedOn.map((name) => [name, process.env[name] ?? '']);
    const env = { ...Object.fromEntries(inherited), ...environment };
    this.#child = spawn(process.execPath, [...preloaded.flatMap((path) => ['--import', path]), main, command], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk) => {
      this.#output += chunk;
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.#errors += chunk;
    });
  }

  /** What it has said on standard output. */
  get output(): string {
    return this.#output;
  }

  /** What it has said on standard error: its log. */
  get errors(): string {
    return this.#errors;
  }

  /** Waits until its standard output says this. */
  async says(text: string): Promise<void> {
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('The server has no standard output.');
    while (!this.#output.includes(text)) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`The server ended:\n${this.#output}${this.#errors}`);
      await Promise.race([once(stdout, 'data'), once(this.#child, 'exit')]);
    }
  }

  closeInput(): void {
    this.#child.stdin?.end();
  }

  /** Its exit code, or the signal that ended it. */
  async ended(): Promise<number | string | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  kill(signal: NodeJS.Signals): Promise<number | string | null> {
    this.#child.kill(signal);
    return this.ended();
  }
}
