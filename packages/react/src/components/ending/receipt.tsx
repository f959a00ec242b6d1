import type { Receipt as ReceiptFacts } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';

/** What "it is out" rests on, one press deeper. */
export function Receipt({ receipt }: { readonly receipt: ReceiptFacts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { confirmed, waitedOut } = receipt;
  const milliseconds = Math.max(1, Math.round(receipt.milliseconds));
  return (
    <Disclosure title={t('receipt.title')}>
      <p>{t('receipt.confirmed', { count: confirmed, milliseconds })}</p>
      <p>
        {waitedOut.length === 0
          ? t('receipt.nobodyWaitedOut')
          : t('receipt.waitedOut', { names: format.list(waitedOut) })}
      </p>
    </Disclosure>
  );
}
