import type { ChainState } from '@rollcall/client';
import { useOrganizationLogState } from '@rollcall/client/react';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { LoaderCircle, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Whether the log is what it was. */
export function ChainNotice() {
  const state = useOrganizationLogState();
  if (state.data === undefined) return state.error === null ? <Skeleton className="h-14 rounded-xl" /> : null;
  return <Told state={state.data} />;
}

function Told({ state }: { readonly state: ChainState }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state.state === 'broken') return <Broken state={state} />;
  if (state.state === 'checking') {
    return (
      <Notice tone="info" icon={LoaderCircle}>
        <p>{t('organization.log.chain.checking')}</p>
      </Notice>
    );
  }
  if (state.sealedUpTo === null) {
    return (
      <Notice tone="info">
        <p>{t('organization.log.chain.notYet')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" icon={ShieldCheck}>
      <p>
        <span className="font-medium">
          {t('organization.log.chain.unbroken', { when: format.moment(state.sealedUpTo) })}
        </span>{' '}
        <span className="text-muted">
          {t('organization.log.chain.lines', { count: state.lines, number: format.number(state.lines) })}
        </span>
      </p>
    </Notice>
  );
}

function Broken({ state: { broken } }: { readonly state: ChainState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sequence = 0, at = null, fault = 'changed' } = broken ?? {};
  const number = format.number(sequence);
  return (
    <Notice tone="end" says="alert" title={t('organization.log.chain.broken')}>
      <p className="mt-1">
        {at === null
          ? t(`organization.log.chain.faults.${fault}`, { number })
          : t('organization.log.chain.faultAt', {
              what: t(`organization.log.chain.faults.${fault}`, { number }),
              when: format.exact(at),
            })}
      </p>
      <p className="mt-1 text-muted">{t('organization.log.chain.act')}</p>
    </Notice>
  );
}
