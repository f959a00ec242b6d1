import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

/** The next step for somebody who ended what was not theirs. */
export function ChangePasswordHint({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="text-muted">
      {t('end.next')}{' '}
      <Link href="/security" onClick={onLeave} className="font-medium text-accent underline underline-offset-4">
        {t('end.changePassword')}
      </Link>
    </p>
  );
}
