import type { EndingAnswer, EndReason } from '@rollcall/client';
import { useNow } from '@rollcall/react/hooks/use-now.ts';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

type NamesDevice = 'revoked_by_owner' | 'device_removed' | 'device_lost' | 'password_changed';
const namesDevice: readonly EndReason[] = ['revoked_by_owner', 'device_removed', 'device_lost', 'password_changed'];

/** Why this browser is out: which device did it, and when. Somebody who did it themselves is not asked about it. */
export function EndingReason({ ending }: { readonly ending: NonNullable<EndingAnswer['ending']> }) {
  const { t } = useTranslation();
  const isOthersDoing = namesDevice.includes(ending.reason) || ending.reason === 'password_reset';
  return (
    <div className="mb-6">
      <Notice tone={isOthersDoing ? 'look' : 'info'} icon={Info} says="status">
        <p className="font-medium">{useReason(ending)}</p>
        {isOthersDoing ? (
          <p className="mt-1">
            <Link href="/forgot" className="target font-medium text-look underline underline-offset-4">
              {t('ending.notMe')}
            </Link>
            {'. '}
            {t('ending.notMeMore')}
          </p>
        ) : null}
      </Notice>
    </div>
  );
}

function useReason({ reason, at, byDevice, byAccountName }: NonNullable<EndingAnswer['ending']>): string {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const when = format.ago(at, now) ?? t('time.justNow');
  if (byDevice !== null && namesDevice.includes(reason)) {
    return t(`ending.${reason as NamesDevice}_device`, { when, device: deviceName(t, byDevice) });
  }
  if (reason === 'revoked_by_service') return t(`ending.${reason}`, { when, service: byAccountName ?? t('app.name') });
  if ((reason === 'revoked_by_administrator' || reason === 'revoked_on_behalf') && byAccountName !== null) {
    return t(`ending.${reason}_name`, { when, name: byAccountName });
  }
  return t(`ending.${reason}`, { when });
}
