import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface DeviceSearchProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** How many it finds; told while something is searched for. */
  readonly found: number;
}

export function DeviceSearch({ text, onChange, found }: DeviceSearchProps) {
  const { t } = useTranslation();
  return (
    <search className="block max-sm:w-full sm:min-w-64 sm:max-w-sm sm:grow">
      <div className="relative">
        <Search size={18} aria-hidden className="pointer-events-none absolute top-3 left-3 text-muted" />
        <input
          type="search"
          aria-label={t('devices.search')}
          placeholder={t('devices.search')}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          className="h-11 w-full rounded-lg border border-line-strong bg-surface pr-3 pl-10 text-base placeholder:text-muted"
        />
      </div>
      <output className="mt-2 block text-sm text-muted empty:hidden">
        {text.trim() === ''
          ? ''
          : found === 0
            ? t('devices.foundNothing', { text: text.trim() })
            : t('devices.found', { count: found })}
      </output>
    </search>
  );
}
