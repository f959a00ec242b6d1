/** React hooks over the client, on TanStack Query. The owner's own pages pass `{ of: 'me' }`. */
export { RollcallProvider, useRollcall } from './rollcall-provider.tsx';
export { useActedFor, useEndOnBehalf } from './use-acting-for.ts';
export {
  type OrganizationDevicesWanted,
  useDevicesList,
  useNoteLook,
  useRemoveDevice,
  useRenameDevice,
  useUntrustDevice,
} from './use-devices.ts';
export {
  useAskPasskeyAtStep,
  useAskPasskeyToLift,
  useAskToLift,
  useBeginAuthenticatorAtSignIn,
  useBeginPasskeyAtSignIn,
  useBeginPasskeySignIn,
  useDoors,
  useEnding,
  useEnrolAuthenticatorAtSignIn,
  useEnrolPasskeyAtSignIn,
  useEnterByHandover,
  useJoinByInvitation,
  useLiftByService,
  useLiftHold,
  useLink,
  useRequestPasswordReset,
  useResetPassword,
  useSecondStep,
  useSetUp,
  useSignIn,
  useSignInStep,
  useSignInWithPasskey,
  useSignOut,
  useVerifyEmail,
} from './use-doors.ts';
export {
  useAddPasskey,
  useBeginAuthenticator,
  useBeginPasskey,
  useConfirmAuthenticator,
  useFactors,
  useMakeRecoveryCodes,
  useRemoveFactor,
  useRenameFactor,
} from './use-factors.ts';
export { useEndGrant, useGrants, useMakeGrant, useUserGrants } from './use-grants.ts';
export { useConfirmHold, useHolds, useWithdrawHold } from './use-holds.ts';
export { useLiveInventory } from './use-live-inventory.ts';
export { useCancelLockOut, useLetIn, useLockOut, useLockOutPreview, usePlannedLockOuts } from './use-lock-outs.ts';
export { useExportLog, useLog } from './use-log.ts';
export {
  useAskPasskeyForProof,
  useAskReauthentication,
  useChangePassword,
  useChangeProfile,
  useEmails,
  useFinishReauthentication,
  useHasPermission,
  useMe,
  useReauthenticate,
} from './use-me.ts';
export {
  useAcceptInvitation,
  useCreateOrganization,
  useInvitations,
  useInvite,
  useRenameOrganization,
  useSwitchOrganization,
  useWithdrawInvitation,
} from './use-organization.ts';
export {
  type OrganizationLogFilter,
  useExportOrganizationLog,
  useOrganizationLog,
  useOrganizationLogState,
} from './use-organization-log.ts';
export {
  useAssignRole,
  useLeaveOrganization,
  useRemoveUser,
  useResetFactors,
  useStartPasswordReset,
  useUser,
  useUsersList,
} from './use-organization-users.ts';
export { useChangePolicy, useOrganizationPolicy, usePreviewPolicy } from './use-policy.ts';
export { type OrganizationSessionsWanted, useSessionsList, useTerminateSession } from './use-sessions.ts';
export { useTerminateAllSessions, useTerminationProgress } from './use-terminate-all.ts';
