import type { PolicyBody } from '@rollcall/api';
import type { Policy } from '@rollcall/core';
import type Type from 'typebox';

export function toPolicy(policy: Policy): Type.Static<typeof PolicyBody> {
  return {
    idleLimitMinutes: policy.idleLimitMinutes,
    absoluteLimitMinutes: policy.absoluteLimitMinutes,
    rememberedIdleLimitMinutes: policy.rememberedIdleLimitMinutes,
    rememberedAbsoluteLimitMinutes: policy.rememberedAbsoluteLimitMinutes,
    keepSignedIn: policy.keepSignedIn,
    sessionLimit: policy.sessionLimit,
    atSessionLimit: policy.atSessionLimit,
    secondFactor: policy.secondFactor,
    trustDays: policy.trustDays,
    addressRanges: {
      session: [...policy.addressRanges.session],
      service_credential: [...policy.addressRanges.service_credential],
    },
    historyDays: policy.historyDays,
    addressDays: policy.addressDays,
  };
}
