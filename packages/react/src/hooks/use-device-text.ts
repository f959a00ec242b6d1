import type { Device } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../language/viewer.tsx';
import { describeClient, deviceName } from '../text/describe-client.ts';
import { placeText } from '../text/place-text.ts';

/** What a person sees of a device, as one text to search in. */
export function useDeviceText(): (device: Device) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (device) =>
    [
      deviceName(t, device),
      describeClient(t, device.client),
      t(`device.plain.${device.client.type}`),
      ...device.sessions.flatMap(({ lastAddress, lastPlace }) => [lastAddress, placeText(t, format, lastPlace)]),
    ].join(' ');
}
