import type { LogEvent } from '@rollcall/client';
import { LogIn, LogOut, type LucideIcon, MonitorSmartphone, ShieldAlert, TriangleAlert, UserRound } from 'lucide-react';

/** By the event, or else by its first word. */
const icons: Record<string, LucideIcon> = {
  'session.entered_host': LogIn,
  'session.imported': LogIn,
  'session.switched': LogIn,
  sign_in: LogIn,
  reauthentication: LogIn,
  session: LogOut,
  hold: ShieldAlert,
  device: MonitorSmartphone,
};

interface LogIconProps {
  readonly event: LogEvent;
  /** Worth a second look. */
  readonly isOdd: boolean;
}

export function LogIcon({ event, isOdd }: LogIconProps) {
  const Icon = isOdd ? TriangleAlert : (icons[event] ?? icons[event.split('.')[0] ?? ''] ?? UserRound);
  return (
    <span
      className={`flex size-8 shrink-0 items-center justify-center rounded-lg ${isOdd ? 'bg-look-soft text-look' : 'bg-sunken text-muted'}`}
    >
      <Icon size={16} aria-hidden />
    </span>
  );
}
