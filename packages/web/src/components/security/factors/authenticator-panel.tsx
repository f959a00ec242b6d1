import type { BegunAuthenticator } from '@rollcall/client';
import { useBeginAuthenticator } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthenticatorSheet } from './authenticator-sheet.tsx';
import { FactorLine } from './factor-line.tsx';
import { FactorPanel } from './factor-panel.tsx';
import type { PanelProps } from './factor-set.ts';
import { useChange } from './use-change.ts';
import { useRemoval } from './use-removal.tsx';

export function AuthenticatorPanel(panel: PanelProps) {
  const { set, onChanged } = panel;
  const { t } = useTranslation();
  const change = useChange();
  const { mutateAsync: begin } = useBeginAuthenticator();
  const [begun, setBegun] = useState<BegunAuthenticator | null>(null);
  const [isNaming, setNaming] = useState(false);
  const removal = useRemoval(panel, change);
  const [app] = set.of('authenticator');
  const hasSheet = begun !== null || removal.isOpen;
  return (
    <FactorPanel title={t('factors.app.title')} lead={t('factors.app.lead')} change={change} hasSheet={hasSheet}>
      {app === undefined ? (
        <p className="mb-4 text-muted">{t('factors.app.none')}</p>
      ) : (
        <ul className="mb-4 rounded-xl border border-line">
          <FactorLine factor={app} isNaming={isNaming} onNaming={setNaming} onRemove={() => removal.ask(app)} />
        </ul>
      )}
      <Button
        isWorking={change.isWorking && !hasSheet}
        onClick={() => void change.run(async () => setBegun(await begin()))}
      >
        {t(app === undefined ? 'factors.app.setUp' : 'factors.app.replace')}
      </Button>
      {begun === null ? null : (
        <AuthenticatorSheet
          begun={begun}
          replaces={app !== undefined}
          change={change}
          onClose={() => {
            change.forget();
            setBegun(null);
          }}
          onConfirmed={() => {
            setBegun(null);
            onChanged(t('factors.changed.added.authenticator'));
          }}
        />
      )}
      {removal.sheet}
    </FactorPanel>
  );
}
