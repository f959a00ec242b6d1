import type { Factor, FactorKind, Factors } from '@rollcall/client';

/** What of an account's factors the panels ask. */
export interface FactorSet {
  readonly of: (kind: FactorKind) => readonly Factor[];
  /** There is one that a sign-in asks for: codes on paper alone are none. */
  readonly asks: boolean;
  /** Without it nothing would be asked for any more. */
  readonly isLast: (factor: Factor) => boolean;
  readonly isRequired: boolean;
}

/** What each panel is given. */
export interface PanelProps {
  readonly set: FactorSet;
  /** Told what was changed, in a sentence. */
  readonly onChanged: (what: string) => void;
}

export function factorSet({ factors, isRequired }: Factors): FactorSet {
  const asked = factors.filter(({ kind }) => kind !== 'recovery_codes');
  return {
    of: (kind) => factors.filter((factor) => factor.kind === kind),
    asks: asked.length > 0,
    isLast: ({ id }) => asked.length === 1 && asked[0]?.id === id,
    isRequired,
  };
}
