import type { Device } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { describeClient, deviceName } from '../../text/describe-client.ts';
import { signedInAt } from '../../text/top-sentence.ts';
import { DeviceIcon } from '../devices/device-icon.tsx';

const shownAtMost = 6;

/** The devices that an ending is about, with what they hold. */
export function WhatEnds({ devices }: { readonly devices: readonly Device[] }) {
  const { t } = useTranslation();
  const hidden = devices.length - shownAtMost;
  return (
    <div className="mt-3">
      <p className="text-sm text-muted">{t('end.what')}</p>
      <ul className="mt-1 divide-y divide-line rounded-xl border border-line">
        {devices.slice(0, shownAtMost).map((device) => (
          <WhatEndsLine key={device.id} device={device} />
        ))}
        {hidden > 0 ? <li className="px-4 py-2 text-muted">{t('end.andMore', { count: hidden })}</li> : null}
      </ul>
    </div>
  );
}

function WhatEndsLine({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = describeClient(t, device.client);
  return (
    <li className="flex gap-3 px-4 py-3">
      <DeviceIcon type={device.client.type} className="mt-0.5 text-muted" />
      <div className="min-w-0">
        <p className="font-medium">{deviceName(t, device)}</p>
        <p className="text-sm leading-5 text-muted">
          {device.sessions.length === 0
            ? t('end.lineNothing')
            : t('end.line', { client, date: format.moment(signedInAt(device)) })}
        </p>
      </div>
    </li>
  );
}
