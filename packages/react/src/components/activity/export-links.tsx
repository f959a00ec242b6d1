import { useLogExportUrl } from '@rollcall/client/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonStyle } from '../../ui/button-style.ts';

const formats = [
  { format: 'csv', name: 'activity.csv', label: 'activity.saveCsv' },
  { format: 'json', name: 'activity.json', label: 'activity.saveJson' },
] as const;

export function ExportLinks() {
  const { t } = useTranslation();
  const urlOf = useLogExportUrl();
  return (
    <div className="mt-8 flex flex-wrap items-center gap-2 border-t border-line pt-4">
      <p className="mr-2 text-muted">{t('activity.export')}</p>
      {formats.map(({ format, name, label }) => (
        <a key={format} href={urlOf(format)} download aria-label={t(label)} className={buttonStyle('plain')}>
          <Download size={16} aria-hidden />
          {t(name)}
        </a>
      ))}
    </div>
  );
}
