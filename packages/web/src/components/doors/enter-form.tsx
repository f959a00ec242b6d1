import { useEnterByHandover } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FormProblem } from './form-problem.tsx';

interface EnterFormProps {
  readonly secret: string;
  readonly accountName: string;
  readonly serviceName: string;
}

/** Names the account before it is entered, so that nobody is led into somebody else's. */
export function EnterForm({ secret, accountName, serviceName }: EnterFormProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const enter = useEnterByHandover();
  const press = () => enter.mutate(secret, { onSuccess: () => navigate('/', { replace: true }) });
  return (
    <div className="space-y-4">
      <p>{t('enter.lead', { service: serviceName })}</p>
      <FormProblem error={enter.error} />
      <Button tone="accent" className="w-full" isWorking={enter.isPending} onClick={press}>
        {t('enter.submit', { name: accountName })}
      </Button>
      <p className="text-sm text-muted">{t('enter.notYou')}</p>
    </div>
  );
}
