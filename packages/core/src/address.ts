import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * An IP address in one spelling: an IPv4 address inside an IPv6 one (`::ffff:`) comes out, a zone (`%eth0`) goes. `null`
 * for what is no address; the forms that only old libraries read (`0x7f.1`, `127.1`) are none.
 */
export function parseAddress(text: string): Address | null {
  const [plain = ''] = text.split('%');
  return isFourPartDecimal(plain) || isIpv6(plain) ? ipaddr.process(plain) : null;
}

function isFourPartDecimal(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** Whose last four bytes, where dots separate them, are decimal too. */
function isIpv6(text: string): boolean {
  return ipaddr.IPv6.isValid(text) && (!text.includes('.') || isFourPartDecimal(text.slice(text.lastIndexOf(':') + 1)));
}
