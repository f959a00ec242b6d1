import { useExportLog } from '@rollcall/client/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../hooks/use-problem-text.ts';
import { saveAs } from '../../text/save-as.ts';
import { Button } from '../../ui/button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';

const formats = [
  { format: 'csv', name: 'activity.csv', label: 'activity.saveCsv' },
  { format: 'json', name: 'activity.json', label: 'activity.saveJson' },
] as const;

/** Fetched and then saved, because a link could not carry a bearer token. */
export function ExportButtons() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const exportLog = useExportLog();
  const save = (format: 'csv' | 'json') =>
    exportLog.mutate(format, {
      onSuccess: (file) => saveAs(file, `rollcall-log.${format}`),
      onError: (error) => announce(problemText(error)),
    });
  return (
    <div className="mt-8 flex flex-wrap items-center gap-2 border-t border-line pt-4">
      <p className="mr-2 text-muted">{t('activity.export')}</p>
      {formats.map(({ format, name, label }) => (
        <Button
          key={format}
          aria-label={t(label)}
          isWorking={exportLog.isPending && exportLog.variables === format}
          onClick={() => save(format)}
        >
          <Download size={16} aria-hidden />
          {t(name)}
        </Button>
      ))}
    </div>
  );
}
