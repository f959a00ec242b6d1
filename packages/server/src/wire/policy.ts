import type { PolicyBody, PolicyPreview as WirePreview } from '@rollcall/api';
import type { Policy, PolicyPreview } from '@rollcall/core';

export function toPolicy(policy: Policy): PolicyBody {
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

export function toPolicyPreview({ version, policy, touched, endsThisSession, shutsMeOut }: PolicyPreview): WirePreview {
  return {
    version,
    policy: toPolicy(policy),
    touched: touched.map(({ effect, count, members, isMore, examples }) => ({
      effect,
      count,
      members,
      isMore,
      examples: [...examples],
    })),
    endsThisSession,
    shutsMeOut,
  };
}
