import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export function Mistake() {
  const { t } = useTranslation();
  return (
    <Notice tone="look" says="alert">
      <p>{t('problem.bug')}</p>
      <Button className="mt-3" onClick={() => window.location.reload()}>
        {t('common.retry')}
      </Button>
    </Notice>
  );
}
