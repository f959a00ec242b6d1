import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Download, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';

/** The codes, the one time that they are readable: to copy, to save as a file, to print. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const text = codes.join('\n');
  return (
    <div className="space-y-4">
      <Notice tone="look">
        <p>{t('factors.codes.onlyNow')}</p>
      </Notice>
      <div data-print>
        <p className="mb-2 hidden font-semibold print:block">
          {t('factors.codes.printTitle', { host: window.location.host })}
        </p>
        <ol
          aria-label={t('factors.codes.title')}
          className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-lg bg-sunken p-4 font-mono text-sm"
        >
          {codes.map((code) => (
            <li key={code} className="[overflow-wrap:anywhere]">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label={t('factors.codes.copy')} isWide />
        <Button onClick={() => download(`${text}\n`)}>
          <Download size={16} aria-hidden className="shrink-0" />
          {t('factors.codes.download')}
        </Button>
        <Button onClick={() => window.print()}>
          <Printer size={16} aria-hidden className="shrink-0" />
          {t('factors.codes.print')}
        </Button>
      </div>
    </div>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `recovery-codes-${window.location.hostname}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}
