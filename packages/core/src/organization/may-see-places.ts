import type { LogReader } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { permissionsOf } from '../permission/permissions.ts';
import { roleOf } from './keeper.ts';

/** Whether addresses and places of others may be told to them, where their session stands. */
export async function maySeePlaces(deps: Pick<Deps, 'organizations'>, keeper: LogReader): Promise<boolean> {
  return permissionsOf(await roleOf(deps, keeper)).includes('platform.places.view');
}
