import type { Ending } from '../credential/credential.ts';
import { countOf, type Ends } from '../credential/end.ts';
import type { Ended } from '../credential/store.ts';
import type { Stores } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';

/** Ends a session of a service, and with it those in which its holder was handed over to the pages here. */
export async function endIssued(
  { authority, credentials, services }: Pick<Stores, 'authority' | 'credentials' | 'services'>,
  sessionId: string,
  ending: Ending,
): Promise<Ends> {
  const ended: Ended[] = await credentials.end({ id: sessionId }, ending);
  // After the first is ended: what was born of it until then is seen now, and nothing is born of it any more.
  for (const id of await services.handedOverFrom(sessionId)) ended.push(...(await credentials.end({ id }, ending)));
  const ids = new Set([sessionId, ...ended.map(({ id }) => id)]);
  const subjects = [...ids].map((id): Subject => ({ kind: 'credential', id }));
  return { count: countOf(ended), epoch: await authority.raise(subjects) };
}
