import type { Ending } from '../credential/credential.ts';
import { countOf, type EndingStores, type Ends } from '../credential/end.ts';
import type { Ended } from '../credential/store.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import { announceEndings } from '../webhook/announce-endings.ts';

/** Ends a session of a service, and with it those in which its holder was handed over to the pages here. */
export async function endIssued(
  stores: EndingStores & Pick<Stores, 'services'>,
  deps: Pick<Deps, 'post'>,
  sessionId: string,
  ending: Ending,
): Promise<Ends> {
  const { authority, credentials, services } = stores;
  const ended: Ended[] = await credentials.end({ id: sessionId }, ending);
  // After the first is ended: what was born of it until then is seen now, and nothing is born of it any more.
  for (const id of await services.handedOverFrom(sessionId)) ended.push(...(await credentials.end({ id }, ending)));
  await announceEndings(
    stores,
    deps,
    ended.map(({ id }) => ({ id, ending })),
  );
  const ids = new Set([sessionId, ...ended.map(({ id }) => id)]);
  const subjects = [...ids].map((id): Subject => ({ kind: 'credential', id }));
  return { count: countOf(ended), epoch: await authority.raise(subjects) };
}
