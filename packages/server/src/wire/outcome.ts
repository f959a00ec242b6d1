import type { Hold as WireHold, Outcome as WireOutcome, Receipt as WireReceipt } from '@rollcall/api';
import type { Actor, Hold, Outcome, Receipt } from '@rollcall/core';

export function toOutcome({ outcome, count, hold, receipt }: Outcome, actor: Actor): WireOutcome {
  return {
    outcome,
    count,
    hold: hold === null ? null : toHold(hold, actor),
    receipt: toReceipt(receipt),
  };
}

export function toReceipt(receipt: Receipt): WireReceipt {
  return {
    epoch: receipt.epoch,
    confirmed: receipt.confirmed,
    waitedOut: [...receipt.waitedOut],
    milliseconds: receipt.milliseconds,
  };
}

export function toHold(hold: Hold, actor: Actor): WireHold {
  return {
    id: hold.id,
    act: hold.act,
    deviceId: hold.deviceId,
    createdAt: hold.createdAt,
    lapsesAt: hold.lapsesAt,
    isMine: actor.kind === 'account' && hold.byCredentialId === actor.credentialId,
  };
}
