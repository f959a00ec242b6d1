/** What the browsers of the demonstration say of themselves. */
export const machines = {
  windows: agent('Windows NT 10.0; Win64; x64', 'Chrome/156.0.0.0 Safari/537.36'),
  edge: agent('Windows NT 10.0; Win64; x64', 'Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0'),
  mac: agent('Macintosh; Intel Mac OS X 10_15_7', 'Version/26.1 Safari/605.1.15', '605.1.15'),
  macChrome: agent('Macintosh; Intel Mac OS X 10_15_7', 'Chrome/156.0.0.0 Safari/537.36'),
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:156.0) Gecko/20100101 Firefox/156.0',
  windowsFirefox: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:156.0) Gecko/20100101 Firefox/156.0',
  iphone: agent('iPhone; CPU iPhone OS 26_1 like Mac OS X', 'Version/26.1 Mobile/15E148 Safari/604.1', '605.1.15'),
  ipad: agent('iPad; CPU OS 26_1 like Mac OS X', 'Version/26.1 Mobile/15E148 Safari/604.1', '605.1.15'),
  pixel: agent('Linux; Android 16; Pixel 9', 'Chrome/156.0.0.0 Mobile Safari/537.36'),
  galaxy: agent('Linux; Android 15; SM-S931B', 'Chrome/155.0.0.0 Mobile Safari/537.36'),
  cheapPhone: agent('Linux; Android 12; moto e22', 'Chrome/148.0.0.0 Mobile Safari/537.36'),
} as const;

export type Machine = keyof typeof machines;

function agent(system: string, rest: string, webkit = '537.36'): string {
  return `Mozilla/5.0 (${system}) AppleWebKit/${webkit} (KHTML, like Gecko) ${rest}`;
}
