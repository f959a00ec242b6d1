import { type OrganizationLogFilter, useExportOrganizationLog } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { saveAs } from '@rollcall/react/text/save-as.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const formats = [
  { format: 'csv', label: 'organization.log.saveCsv' },
  { format: 'jsonl', label: 'organization.log.saveJson' },
] as const;

/** What is shown for people, and the whole chain for whoever verifies it elsewhere. */
export function SaveButtons({ filter }: { readonly filter: OrganizationLogFilter }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const exportLog = useExportOrganizationLog(filter);
  const save = (format: 'csv' | 'jsonl') =>
    exportLog.mutate(format, {
      onSuccess: (file) => saveAs(file, `rollcall-organization-log.${format}`),
      onError: (error) => announce(problemText(error)),
    });
  return (
    <div className="mt-8 border-t border-line pt-4">
      <div className="flex flex-wrap gap-2">
        {formats.map(({ format, label }) => (
          <Button
            key={format}
            isWorking={exportLog.isPending && exportLog.variables === format}
            onClick={() => save(format)}
          >
            <Download size={16} aria-hidden className="shrink-0" />
            {t(label)}
          </Button>
        ))}
      </div>
      <p className="mt-2 text-sm leading-5 text-muted">{t('organization.log.saveHint')}</p>
    </div>
  );
}
