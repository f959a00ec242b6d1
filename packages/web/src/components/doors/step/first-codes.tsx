import { useMakeRecoveryCodes } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import { RecoveryCodes } from '../../factors/recovery-codes.tsx';
import { FormProblem } from '../form-problem.tsx';

/** The factor is there, and so is the session: what is left is a way in for the day on which it is lost. */
export function FirstCodes({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const make = useMakeRecoveryCodes();
  if (make.data !== undefined) {
    return (
      <div className="space-y-4">
        <RecoveryCodes codes={make.data.codes} />
        <Button tone="accent" className="w-full" onClick={onDone}>
          {t('factors.codes.kept')}
        </Button>
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <FormProblem error={make.error} />
      <Button tone="accent" className="w-full" isWorking={make.isPending} onClick={() => make.mutate(undefined)}>
        {t('factors.codes.make')}
      </Button>
      <Button tone="bare" className="w-full" onClick={onDone}>
        {t('enrolment.later')}
      </Button>
    </div>
  );
}
