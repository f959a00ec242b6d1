import type { Factor } from '@rollcall/client';
import { useRenameFactor } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { NameField } from '@rollcall/react/ui/name-field.tsx';
import { useTranslation } from 'react-i18next';
import { useFactorName } from './use-factor-name.ts';

interface FactorNameFieldProps {
  readonly factor: Factor;
  readonly onDone: () => void;
}

/** An empty name takes the owner's name back. */
export function FactorNameField({ factor, onDone }: FactorNameFieldProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const rename = useRenameFactor();
  const from = useFactorName()(factor);
  const save = (typed: string) => {
    const name = typed || null;
    if (typed === from || name === factor.name) return onDone();
    rename.mutate(
      { id: factor.id, name },
      {
        onSuccess: () => {
          announce(name === null ? t('devices.nameTakenBack') : t('devices.renamed', { name }));
          onDone();
        },
      },
    );
  };
  return (
    <NameField
      label={t('factors.newName')}
      from={from}
      isWorking={rename.isPending}
      error={rename.error === null ? undefined : problemText(rename.error)}
      onSave={save}
      onLeave={onDone}
    />
  );
}
