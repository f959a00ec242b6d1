import type { Stores } from '../deps.ts';
import type { Ending } from './credential.ts';
import type { Ended } from './store.ts';

/**
 * Ends the sessions in which the holder of that one was handed over to the pages here. Call after that one is ended or locked:
 * what was born of it until then is seen now, and nothing is born of it meanwhile.
 */
export async function endHandedOver(
  { credentials, services }: Pick<Stores, 'credentials' | 'services'>,
  sessionId: string,
  ending: Ending,
): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const id of await services.handedOverFrom(sessionId)) ended.push(...(await credentials.end({ id }, ending)));
  return ended;
}
