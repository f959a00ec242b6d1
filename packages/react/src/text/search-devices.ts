import type { Device } from '@rollcall/client';

/** Devices in whose text every word of the search occurs; `textOf` gives what a person sees of a device. */
export function searchDevices(devices: readonly Device[], search: string, textOf: (device: Device) => string) {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return devices;
  return devices.filter((device) => {
    const text = plain(textOf(device));
    return words.every((word) => text.includes(word));
  });
}

/** Without case and accents: "malmo" finds Malmö. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
