import type { Stores } from '../deps.ts';
import type { Ending } from './credential.ts';
import type { Ended } from './store.ts';

/**
 * Ends the sessions in which the holders of those were handed over to the pages here. Call after those are ended or locked: what
 * was born of them until then is seen now, and nothing is born of them meanwhile.
 */
export async function endHandedOver(
  { credentials, services }: Pick<Stores, 'credentials' | 'services'>,
  sessionIds: readonly string[],
  ending: Ending,
): Promise<Ended[]> {
  const handedOver = await services.handedOverFrom(sessionIds);
  return handedOver.length === 0 ? [] : credentials.endNamed(handedOver, ending);
}
