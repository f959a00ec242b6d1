import { execFileSync } from 'node:child_process';

/** The code that an authenticator app would show: asked of `oathtool`, which knows nothing of ours. */
export function codeOf(secret: string, now: number): string {
  const at = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  return execFileSync('oathtool', ['--totp', '--base32', `--now=${at} UTC`, secret], { encoding: 'utf8' }).trim();
}
