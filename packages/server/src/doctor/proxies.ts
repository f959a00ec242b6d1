import { parseAddress, type SessionRecord } from '@rollcall/core';
import type { ForwardedRecord } from '../forwarded-record.ts';
import { isPrivate } from '../network.ts';
import { type Finding, findingsOf } from './finding.ts';

const { ok, warning, fault } = findingsOf('proxies');
/** So many from one address of a private network are no coincidence. */
const tellingSessions = 5;

/** Whether people's addresses arrive: behind a proxy that was not named, everybody seems to come from it. */
export function examineProxies(
  trusted: readonly string[],
  record: Pick<ForwardedRecord, 'untrusted' | 'lastPeer'>,
  recent: readonly Pick<SessionRecord, 'firstAddress'>[],
): Finding[] {
  const one = sameOf(recent.map(({ firstAddress }) => firstAddress));
  const remedy = `Name your proxy in ROLLCALL_TRUSTED_PROXIES${record.lastPeer === null ? '' : `, most likely ${record.lastPeer}`}, and restart.`;
  if (record.untrusted > 0) {
    const said = `${record.untrusted} requests came with X-Forwarded-For from a peer that is not trusted, so it was ignored`;
    if (one === null) return [warning(`${said}. If that is your proxy: ${remedy}`)];
    return [fault(`All sessions seem to come from your proxy (${one}): ${said}. ${remedy}`)];
  }
  if (one === null)
    return [
      ok(trusted.length === 0 ? 'No proxy is trusted, and none has shown itself.' : `Trusted: ${trusted.join(', ')}.`),
    ];
  return [
    warning(
      `All of the last ${recent.length} sessions come from ${one}, a private address. If people are not all there, your proxy hides theirs: let it set X-Forwarded-For. ${remedy}`,
    ),
  ];
}

/** The one private address, or none, that enough sessions share; otherwise `null`. */
function sameOf(addresses: readonly (string | null)[]): string | null {
  const [first = null] = addresses;
  if (addresses.length < tellingSessions || addresses.some((address) => address !== first)) return null;
  if (first === null) return 'no address at all';
  const parsed = parseAddress(first);
  return parsed !== null && isPrivate(parsed) ? first : null;
}
