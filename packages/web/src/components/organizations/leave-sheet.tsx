import type { Me } from '@rollcall/client';
import { useLeaveOrganization } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../doors/form-problem.tsx';
import { useChange } from '../security/factors/use-change.ts';

interface LeaveSheetProps {
  readonly joined: Me['organizations'][number];
  readonly onClose: () => void;
}

/** Says what leaving means before it is done. */
export function LeaveSheet({ joined: { id, name }, onClose }: LeaveSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const change = useChange();
  const { mutateAsync: leave } = useLeaveOrganization();
  if (change.proved.waiting !== null) return <ProofSheet proved={change.proved} />;
  const press = () =>
    change.run(async () => {
      await leave(id);
      announce(t('organizations.left', { organization: name }));
      onClose();
    });
  return (
    <Sheet title={t('organizations.leaveAsk', { organization: name })} onClose={onClose}>
      <p>{t('organizations.leaveMore')}</p>
      <div className="mt-4 empty:hidden">
        <FormProblem error={change.error} />
      </div>
      <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button tone="end" isWorking={change.isWorking} onClick={() => void press()}>
          {t('organizations.leavePress')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </Sheet>
  );
}
