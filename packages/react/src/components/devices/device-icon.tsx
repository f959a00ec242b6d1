import type { Client } from '@rollcall/client';
import { CircleHelp, Laptop, type LucideIcon, Smartphone, SquareTerminal, Tablet, Tv } from 'lucide-react';

const icons: Record<Client['type'], LucideIcon> = {
  computer: Laptop,
  phone: Smartphone,
  tablet: Tablet,
  tv: Tv,
  mobile_app: Smartphone,
  program: SquareTerminal,
  unknown: CircleHelp,
};

/** Decoration: the words beside it say the same. */
export function DeviceIcon({ type, className = '' }: { readonly type: Client['type']; readonly className?: string }) {
  const Icon = icons[type];
  return <Icon size={20} aria-hidden className={`shrink-0 ${className}`} />;
}
