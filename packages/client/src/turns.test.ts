import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Work that ends when it is told to, and says when it began and ended. */
function pieces() {
  const said: string[] = [];
  const ends = new Map<string, () => void>();
  const piece = (name: string) => () => {
    said.push(`${name} begins`);
    return new Promise<void>((resolve) => ends.set(name, resolve)).then(() => void said.push(`${name} ends`));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { said, piece, end };
}

describe('turns', () => {
  it('let requests run side by side', async () => {
    const { said, piece } = pieces();
    const turns = new Turns();
    void turns.beside(piece('a'));
    void turns.beside(piece('b'));
    expect(said).toEqual(['a begins', 'b begins']);
  });

  it('let one that changes the token wait for the others, and the others for it', async () => {
    const { said, piece, end } = pieces();
    const turns = new Turns();
    void turns.beside(piece('before'));
    void turns.alone(piece('change'));
    void turns.beside(piece('after'));
    void turns.alone(piece('next change'));
    await end('before');
    await end('change');
    await end('after');
    expect(said.filter((line) => !line.startsWith('next'))).toEqual([
      'before begins',
      'before ends',
      'change begins',
      'change ends',
      'after begins',
      'after ends',
    ]);
    await end('next change');
    expect(said.at(-1)).toBe('next change ends');
  });

  it('go on after one that failed', async () => {
    const turns = new Turns();
    const fail = async () => Promise.reject(new Error('refused'));
    await expect(turns.beside(fail)).rejects.toThrow('refused');
    await expect(turns.alone(fail)).rejects.toThrow('refused');
    expect(await turns.beside(async () => 1)).toBe(1);
  });
});
