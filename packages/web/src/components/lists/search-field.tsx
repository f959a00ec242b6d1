import { Search } from 'lucide-react';

interface SearchFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function SearchField({ label, text, onChange }: SearchFieldProps) {
  return (
    <search className="relative block min-w-0 grow">
      <Search size={18} aria-hidden className="pointer-events-none absolute top-3 left-3 text-muted" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={120}
        onChange={(event) => onChange(event.target.value)}
        className="h-11 w-full rounded-lg border border-line-strong bg-surface pr-3 pl-10 text-base placeholder:text-muted"
      />
    </search>
  );
}
