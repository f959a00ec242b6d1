import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const patienceMs = 50_000;
const root = join(import.meta.dirname, '../..');

/** What a file of the documentation shows to be pasted into a shell, block by block. */
export function shellBlocksOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

/** A terminal in the folder of the repository, into which things are pasted. */
export class Terminal {
  readonly #shell;
  #said = '';
  #news = Promise.withResolvers<void>();

  constructor(environment: Readonly<Record<string, string>>) {
    const PATH = [dirname(process.execPath), process.env['PATH']].join(':');
    const env = { PATH, HOME: process.env['HOME'], ...environment };
    // A group of its own, so that closing the terminal reaches all that runs in it.
    this.#shell = spawn('bash', [], { cwd: root, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    for (const stream of [this.#shell.stdout, this.#shell.stderr]) {
      stream.on('data', (chunk) => {
        this.#said += chunk;
        this.#tell();
      });
    }
    this.#shell.once('exit', () => this.#tell());
  }

  /**
   * Pastes it and waits until the terminal shows all of these, in whatever order, which it did not show before. Returns what has
   * come since.
   */
  async paste(text: string, shows: readonly string[]): Promise<string> {
    const before = this.#said.length;
    let isOverdue = false;
    const overdue = setTimeout(() => {
      isOverdue = true;
      this.#tell();
    }, patienceMs);
    this.#shell.stdin.write(text);
    while (!shows.every((expected) => this.#said.includes(expected, before))) {
      if (isOverdue || this.#shell.exitCode !== null) throw new Error(`It showed no ${shows}:\n${this.#said}`);
      await this.#news.promise;
    }
    clearTimeout(overdue);
    return this.#said.slice(before);
  }

  /** As when its window is closed. */
  async close(): Promise<void> {
    const closed = once(this.#shell, 'close');
    process.kill(-(this.#shell.pid ?? 0), 'SIGTERM');
    this.#shell.stdin.end();
    await closed;
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
