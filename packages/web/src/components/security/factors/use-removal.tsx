import type { Factor } from '@rollcall/client';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PanelProps } from './factor-set.ts';
import { RemoveSheet } from './remove-sheet.tsx';
import type { Change } from './use-change.ts';

interface Removal {
  readonly isOpen: boolean;
  readonly ask: (factor: Factor) => void;
  readonly sheet: ReactNode;
}

/** Asks before a factor is removed, in a sheet for the panel to show. */
export function useRemoval({ set, onChanged }: PanelProps, change: Change): Removal {
  const { t } = useTranslation();
  const [factor, setFactor] = useState<Factor | null>(null);
  const sheet =
    factor === null ? null : (
      <RemoveSheet
        factor={factor}
        set={set}
        change={change}
        onClose={() => setFactor(null)}
        onRemoved={() => {
          setFactor(null);
          onChanged(t(`factors.changed.removed.${factor.kind}`));
        }}
      />
    );
  const ask = (asked: Factor) => {
    change.forget();
    setFactor(asked);
  };
  return { isOpen: factor !== null, ask, sheet };
}
