import { hasCode, type PolicyChange, type PolicyPreview } from '@rollcall/client';
import { useChangePolicy, useOrganizationPolicy } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Effects } from './effects.tsx';
import { PolicyProblem } from './policy-problem.tsx';

interface PreviewSheetProps {
  readonly change: PolicyChange;
  readonly preview: PolicyPreview;
  /** The one that was looked at. */
  readonly version: number;
  readonly onClose: () => void;
}

/** What a change will do, before it is made. */
export default function PreviewSheet({ change, preview, version, onClose }: PreviewSheetProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const proved = useProved();
  const save = useChangePolicy();
  const { refetch } = useOrganizationPolicy();
  const [isAccepted, setAccepted] = useState(false);
  const { shutsMeOut } = preview;
  const submit = () =>
    proved.run(async () => {
      await save.mutateAsync({ version, change, ...(shutsMeOut && { shutsMeOut: true }) });
      announce(t('policies.saved'));
      onClose();
    });
  /** Where it was not saved, something else may stand by now. */
  const close = () => {
    if (save.error !== null) void refetch();
    onClose();
  };
  // Proving who one is stands in a sheet of its own: one at a time.
  if (proved.waiting !== null) return <ProofSheet proved={proved} />;
  return (
    <Sheet title={t('policies.preview.title')} onClose={close}>
      <div className="space-y-4">
        <Effects preview={preview} />
        {preview.endsThisSession ? (
          <Notice tone="look">
            <p>{t('policies.preview.endsThisSession')}</p>
          </Notice>
        ) : null}
        {shutsMeOut ? (
          <Notice tone="end">
            <p className="font-semibold">{t('policies.preview.shutsMeOut')}</p>
            <Checkbox
              label={t('policies.preview.accept')}
              checked={isAccepted}
              onChange={(event) => setAccepted(event.target.checked)}
            />
          </Notice>
        ) : null}
        <PolicyProblem error={hasCode(save.error, 'reauthentication_required') ? null : save.error} />
        <div className="flex flex-wrap gap-3">
          <Button
            tone={preview.touched.length === 0 ? 'accent' : 'end'}
            isWorking={save.isPending}
            disabled={shutsMeOut && !isAccepted}
            onClick={() => void submit()}
          >
            {t('policies.preview.save')}
          </Button>
          <Button onClick={close}>{t('common.cancel')}</Button>
        </div>
      </div>
    </Sheet>
  );
}
