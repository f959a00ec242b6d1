import type { LogLine } from '@rollcall/client';
import type { TFunction } from 'i18next';

/**
 * Whom a line of the log is about beside the account in whose history it stands: who may act on its behalf; or whom a lock-out is
 * planned for, in whose history it does not stand.
 */
export function aboutText(t: TFunction, { holderName, memberName }: LogLine['details']): string | null {
  const name = holderName ?? memberName;
  return typeof name === 'string' ? t('activity.about', { name }) : null;
}
