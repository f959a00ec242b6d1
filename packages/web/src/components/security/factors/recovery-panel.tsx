import type { Factor } from '@rollcall/client';
import { useMakeRecoveryCodes } from '@rollcall/client/react';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoveryCodes } from '../../factors/recovery-codes.tsx';
import { FactorPanel } from './factor-panel.tsx';
import type { PanelProps } from './factor-set.ts';
import { useChange } from './use-change.ts';
import { useRemoval } from './use-removal.tsx';

/** With fewer than this it is time for new ones. */
const few = 3;

export function RecoveryPanel(panel: PanelProps) {
  const { set, onChanged } = panel;
  const { t } = useTranslation();
  const change = useChange();
  const { mutateAsync: make } = useMakeRecoveryCodes();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const removal = useRemoval(panel, change);
  const [kept] = set.of('recovery_codes');
  const close = () => {
    setCodes(null);
    onChanged(t('factors.changed.added.recovery_codes'));
  };
  return (
    <FactorPanel
      title={t('factors.codes.title')}
      lead={t('factors.codes.lead')}
      change={change}
      hasSheet={removal.isOpen}
    >
      <div className="mb-4">
        <HowMany kept={kept} asks={set.asks} />
      </div>
      <div className="flex flex-wrap gap-2">
        {set.asks ? (
          <Button
            isWorking={change.isWorking && !removal.isOpen}
            onClick={() => void change.run(async () => setCodes((await make(undefined)).codes))}
          >
            {t(kept === undefined ? 'factors.codes.make' : 'factors.codes.makeNew')}
          </Button>
        ) : null}
        {kept === undefined ? null : (
          <Button tone="plain-end" onClick={() => removal.ask(kept)}>
            {t('factors.codes.remove')}
          </Button>
        )}
      </div>
      {codes === null ? null : (
        <Sheet title={t('factors.codes.title')} onClose={close}>
          <RecoveryCodes codes={codes} />
          <Button tone="accent" className="mt-4 w-full" onClick={close}>
            {t('factors.codes.kept')}
          </Button>
        </Sheet>
      )}
      {removal.sheet}
    </FactorPanel>
  );
}

function HowMany({ kept, asks }: { readonly kept: Factor | undefined; readonly asks: boolean }) {
  const { t } = useTranslation();
  if (!asks) return <p className="text-muted">{t('factors.codes.notYet')}</p>;
  if (kept === undefined) {
    return (
      <Notice tone="look">
        <p>{t('factors.codes.none')}</p>
      </Notice>
    );
  }
  const count = kept.codesLeft ?? 0;
  const left = <span className="font-semibold">{t('factors.codes.left', { count })}</span>;
  if (count < few) {
    return (
      <Notice tone="look">
        <p>{left}</p>
        <p>{t('factors.codes.few')}</p>
      </Notice>
    );
  }
  return (
    <p>
      {left}
      <span className="text-muted">
        {' · '}
        <Moment at={kept.createdAt} as="moment" say={(when) => t('factors.codes.made', { when: when ?? '' })} />
      </span>
    </p>
  );
}
