import { useDoors } from '@rollcall/client/react';
import { Disclosure } from '@rollcall/react/ui/disclosure.tsx';
import { useTranslation } from 'react-i18next';

/** Nothing skips the second factor: whoever has lost them all reads who can help. */
export function LostFactors({ hasRecoveryCodes }: { readonly hasRecoveryCodes: boolean }) {
  const { t } = useTranslation();
  const contact = useDoors().data?.supportContact ?? null;
  return (
    <Disclosure title={t('secondStep.lost')}>
      <div className="space-y-2 text-sm leading-5 text-muted">
        {hasRecoveryCodes ? <p>{t('secondStep.lostTryCodes')}</p> : null}
        <p>{t('secondStep.lostAsk')}</p>
        {contact === null ? null : <p className="font-medium text-text">{contact}</p>}
      </div>
    </Disclosure>
  );
}
