/** Rollcall in an application's own pages: a provider, ready components, and the hooks to build others. */
import './embed/styles.css';

export type * from '@rollcall/client';
export { hasCode, NetworkError, ProblemError } from '@rollcall/client';
export {
  useChangePassword,
  useChangeProfile,
  useConfirmHold,
  useDevicesList,
  useEmails,
  useHasPermission,
  useHolds,
  useLiveInventory,
  useLog,
  useMe,
  useNoteLook,
  useReauthenticate,
  useRemoveDevice,
  useRenameDevice,
  useSecondStep,
  useSessionsList,
  useSignIn,
  useSignOut,
  useSwitchOrganization,
  useTerminateAllSessions,
  useTerminateSession,
  useTerminationProgress,
  useUntrustDevice,
  useWithdrawHold,
} from '@rollcall/client/react';
export type { PageAddresses } from './components/shell/page-link.tsx';
export { ActivityPage, ConfirmPage, DeviceList, DevicesPage } from './embed/ready.tsx';
export { RollcallProvider, type RollcallProviderProps } from './embed/rollcall-provider.tsx';
export type { ColorScheme } from './embed/setting.ts';
