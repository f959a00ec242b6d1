import { useAddPasskey, useBeginPasskey, useFactors } from '@rollcall/client/react';
import { hasPasskeys, makePasskey } from '@rollcall/react/passkey/passkeys.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FactorLine } from './factor-line.tsx';
import { FactorPanel } from './factor-panel.tsx';
import type { PanelProps } from './factor-set.ts';
import { useChange } from './use-change.ts';
import { useRemoval } from './use-removal.tsx';

export function PasskeysPanel(panel: PanelProps) {
  const { set, onChanged } = panel;
  const { t } = useTranslation();
  const change = useChange();
  const [naming, setNaming] = useState<string | null>(null);
  const removal = useRemoval(panel, change);
  const passkeys = set.of('passkey');
  const add = useAdd((id) => {
    setNaming(id);
    onChanged(t('factors.changed.added.passkey'));
  });
  return (
    <FactorPanel
      title={t('factors.passkeys.title')}
      lead={t('factors.passkeys.lead')}
      change={change}
      hasSheet={removal.isOpen}
    >
      {passkeys.length === 0 ? <p className="mb-4 text-muted">{t('factors.passkeys.none')}</p> : null}
      <ul className="mb-4 divide-y divide-line rounded-xl border border-line empty:hidden">
        {passkeys.map((passkey) => (
          <FactorLine
            key={passkey.id}
            factor={passkey}
            isNaming={naming === passkey.id}
            onNaming={(isNaming) => setNaming(isNaming ? passkey.id : null)}
            onRemove={() => removal.ask(passkey)}
          />
        ))}
      </ul>
      {hasPasskeys() ? (
        <Button isWorking={change.isWorking && !removal.isOpen} onClick={() => void change.run(add)}>
          <Plus size={16} aria-hidden className="shrink-0" />
          {t('factors.passkeys.add')}
        </Button>
      ) : (
        <p className="text-sm text-muted">{t('passkeyFault.impossible')}</p>
      )}
      {removal.sheet}
    </FactorPanel>
  );
}

/** Makes one and keeps it; then it can be named at once. */
function useAdd(onAdded: (id: string | null) => void): () => Promise<void> {
  const { mutateAsync: begin } = useBeginPasskey();
  const { mutateAsync: add } = useAddPasskey();
  const { refetch } = useFactors();
  return async () => {
    await add({ passkey: await makePasskey(await begin()) });
    const { data } = await refetch();
    onAdded(data?.factors.findLast(({ kind }) => kind === 'passkey')?.id ?? null);
  };
}
