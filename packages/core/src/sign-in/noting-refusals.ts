import type { Visitor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { organizationTried } from '../organization/is-admitted.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';

/** Why a policy keeps somebody out who has proved who they are. */
const byPolicy: readonly RefusalCode[] = ['address_refused', 'session_limit'];

/** What a birth that its policy refuses leaves in the history of the account, after everything else was rolled back. */
export async function notingRefusals<Result>(
  deps: Pick<Deps, 'chance' | 'clock' | 'log' | 'organizations'>,
  visitor: Pick<Visitor, 'address'>,
  accountId: string,
  birth: () => Promise<Result>,
): Promise<Result> {
  try {
    return await birth();
  } catch (error) {
    if (error instanceof Refusal && byPolicy.includes(error.code)) {
      const by = { kind: 'anonymous', address: visitor.address } as const;
      const organizationId = await organizationTried(deps, visitor, accountId);
      const details = { reason: error.code };
      await note(deps, deps, { event: 'sign_in.refused', accountId, organizationId, by, details });
    }
    throw error;
  }
}
