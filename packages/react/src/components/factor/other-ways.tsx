import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

export interface Way<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly icon: LucideIcon;
}

interface OtherWaysProps<Name extends string> {
  readonly ways: readonly Way<Name>[];
  readonly onChoose: (name: Name) => void;
}

/** What one may do it with instead; nothing where there is nothing else. */
export function OtherWays<Name extends string>({ ways, onChoose }: OtherWaysProps<Name>) {
  const { t } = useTranslation();
  const id = useId();
  if (ways.length === 0) return null;
  return (
    <div className="border-t border-line pt-3">
      <p id={id} className="text-sm text-muted">
        {t('factors.anotherWay')}
      </p>
      <ul aria-labelledby={id} className="mt-1 -ml-2">
        {ways.map(({ name, label, icon: Icon }) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => onChoose(name)}
              className="flex min-h-11 w-full items-center gap-3 rounded-lg px-2 text-left font-medium text-accent hover:bg-sunken"
            >
              <Icon size={18} aria-hidden className="shrink-0" />
              {label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
