import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../../hooks/use-focus-on-mount.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChangePasswordHint } from './change-password-hint.tsx';

/** While the sheet stood open, the hold was lifted on the other device, or lapsed. */
export function EndSettled({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const close = useFocusOnMount<HTMLButtonElement>();
  return (
    <>
      <Notice tone="look" says="alert" title={t('end.settled')}>
        <p>{t('end.settledMore')}</p>
      </Notice>
      <div className="mt-4">
        <ChangePasswordHint onLeave={onClose} />
      </div>
      <div className="mt-4 flex flex-col sm:flex-row-reverse">
        <Button ref={close} onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}
