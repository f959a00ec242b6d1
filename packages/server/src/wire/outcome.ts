import type { Hold as WireHold, Outcome as WireOutcome } from '@rollcall/api';
import type { Hold, Operator, Outcome, Owner } from '@rollcall/core';

export function toOutcome({ outcome, count, hold, receipt }: Outcome, actor: Owner | Operator): WireOutcome {
  return {
    outcome,
    count,
    hold: hold === null ? null : toHold(hold, actor),
    receipt: {
      epoch: receipt.epoch,
      confirmed: receipt.confirmed,
      waitedOut: [...receipt.waitedOut],
      milliseconds: receipt.milliseconds,
    },
  };
}

export function toHold(hold: Hold, actor: Owner | Operator): WireHold {
  return {
    id: hold.id,
    act: hold.act,
    deviceId: hold.deviceId,
    createdAt: hold.createdAt,
    lapsesAt: hold.lapsesAt,
    isMine: actor.kind === 'account' && hold.byCredentialId === actor.credentialId,
  };
}
