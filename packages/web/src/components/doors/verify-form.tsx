import { useVerifyEmail } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FormProblem } from './form-problem.tsx';

interface VerifyFormProps {
  readonly secret: string;
  readonly accountName: string | null;
}

export function VerifyForm({ secret, accountName }: VerifyFormProps) {
  const { t } = useTranslation();
  const verify = useVerifyEmail();
  if (verify.isSuccess) {
    return (
      <>
        <Notice tone="calm" says="status" title={t('verifyEmail.done')}>
          <p>{t('verifyEmail.doneMore')}</p>
        </Notice>
        <Link href="/security" className={buttonStyle('accent', 'mt-4 w-full')}>
          {t('verifyEmail.continue')}
        </Link>
      </>
    );
  }
  return (
    <div className="space-y-4">
      <p>{accountName === null ? t('verifyEmail.leadPlain') : t('verifyEmail.lead', { name: accountName })}</p>
      <FormProblem error={verify.error} />
      <Button tone="accent" className="w-full" isWorking={verify.isPending} onClick={() => verify.mutate(secret)}>
        {t('verifyEmail.submit')}
      </Button>
    </div>
  );
}
