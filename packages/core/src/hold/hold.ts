import type { EndReason } from '../credential/credential.ts';

/** What a hold becomes when it is confirmed. Fixed strings: they are stored. */
export const holdActs = ['revoke_session', 'revoke_others', 'remove_device', 'lose_device'] as const;
export type HoldAct = (typeof holdActs)[number];

/** The reason that a confirmed hold writes into what it ends. */
export const endReasonOfHold: Record<HoldAct, EndReason> = {
  revoke_session: 'revoked_by_owner',
  revoke_others: 'revoked_by_owner',
  remove_device: 'device_removed',
  lose_device: 'device_lost',
};

export const holdOutcomes = ['confirmed', 'lifted', 'lapsed'] as const;
export type HoldOutcome = (typeof holdOutcomes)[number];

/** An unproven hold lapses after this, and what it held works again. */
export const holdLifetimeMs = 15 * 60_000;

/** Ending one's own access before having proved who one is: refused everywhere at once, final with the proof. */
export interface Hold {
  readonly id: string;
  readonly accountId: string;
  /** The session that pressed, or in which its sign-in went on. It may hold once for each proof of who its holder is. */
  readonly byCredentialId: string;
  readonly byDeviceId: string | null;
  readonly act: HoldAct;
  /** The device that is shut out, where it is one. */
  readonly deviceId: string | null;
  readonly createdAt: number;
  readonly lapsesAt: number;
  readonly outcome: HoldOutcome | null;
  readonly settledAt: number | null;
}
