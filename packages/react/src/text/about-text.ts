import type { LogLine } from '@rollcall/client';
import type { TFunction } from 'i18next';

/** Whom a line of the log is about beside the account in whose history it stands: who may act on its behalf. */
export function aboutText(t: TFunction, { holderName }: LogLine['details']): string | null {
  return typeof holderName === 'string' ? t('activity.about', { name: holderName }) : null;
}
