import type { FactorKind } from '@rollcall/client';
import { KeyRound, LifeBuoy, type LucideIcon, Smartphone } from 'lucide-react';

export const factorIcons: Readonly<Record<FactorKind, LucideIcon>> = {
  passkey: KeyRound,
  authenticator: Smartphone,
  recovery_codes: LifeBuoy,
};
