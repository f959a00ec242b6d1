import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('writes an error with its cause, and nothing that a driver hung on it', () => {
    const inner = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(hunter2) exists.' });
    const line = logged((log) => log.error({ err: new Error('outer', { cause: inner }) }, 'A request failed.'));
    expect(line).not.toContain('hunter2');
    expect(JSON.parse(line)).toMatchObject({
      err: { type: 'Error', message: 'outer', cause: { code: '23505', message: 'duplicate key' } },
    });
  });

  it('blanks what is called a secret, should anybody log one', () => {
    const line = logged((log) =>
      log.info({ password: 'hunter2', mail: { url: 'hunter2', to: { token: 'hunter2' } } }, 'x'),
    );
    expect(line).not.toContain('hunter2');
  });
});
