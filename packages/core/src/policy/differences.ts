import { credentialKinds } from '../credential/kinds.ts';
import type { LogEntry } from '../log/log.ts';
import type { Policy } from './policy.ts';
import { policySettings } from './settings.ts';

/** Lists of networks may be long; the log holds short facts. */
const longestText = 500;

/** Each setting that differs, with what it was and what it is: `idleLimitMinutes: "720 → 60"`. */
export function differences(before: Policy, after: Policy): LogEntry['details'] {
  const [old, now] = [asTexts(before), asTexts(after)];
  const differing = Object.keys(now).filter((name) => old[name] !== now[name]);
  return Object.fromEntries(differing.map((name) => [name, `${old[name]} → ${now[name]}`.slice(0, longestText)]));
}

function asTexts({ addressRanges, ...policy }: Policy): Record<string, string> {
  const plain = policySettings
    .filter((setting) => setting !== 'addressRanges')
    .map((setting) => [setting, String(policy[setting] ?? 'none')]);
  const ranges = credentialKinds.map((kind) => [`addressRanges.${kind}`, addressRanges[kind].join(', ') || 'anywhere']);
  return Object.fromEntries([...plain, ...ranges]);
}
