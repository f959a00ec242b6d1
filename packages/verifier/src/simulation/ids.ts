import { createHash } from 'node:crypto';

/** A UUID that a test can name. */
export function idOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}

export const ann = idOf('ann');
export const ben = idOf('ben');
export const home = idOf('home');
