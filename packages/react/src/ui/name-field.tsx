import { Check, X } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../hooks/use-focus-on-mount.ts';
import { IconButton } from './icon-button.tsx';

interface NameFieldProps {
  readonly label: string;
  /** What it is called so far. */
  readonly from: string;
  readonly isWorking: boolean;
  readonly error: string | undefined;
  /** Trimmed; empty where the owner's own name is taken back. */
  readonly onSave: (name: string) => void;
  readonly onLeave: () => void;
}

/** Renames something where it stands. Enter saves, Escape leaves. */
export function NameField({ label, from, isWorking, error, onSave, onLeave }: NameFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(from);
  const field = useFocusOnMount<HTMLInputElement>();
  useEffect(() => field.current?.select(), [field]);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(text.trim());
  };
  return (
    <form onSubmit={save} className="w-full">
      <div className="flex items-center gap-1">
        <input
          ref={field}
          aria-label={label}
          aria-invalid={error === undefined ? undefined : true}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onLeave()}
          className="h-11 w-full max-w-72 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-base font-semibold"
        />
        <IconButton type="submit" icon={Check} label={t('common.save')} aria-busy={isWorking || undefined} />
        <IconButton icon={X} label={t('common.cancel')} onClick={onLeave} />
      </div>
      {error === undefined ? null : (
        <p role="alert" className="mt-1 text-sm font-medium text-ending">
          {error}
        </p>
      )}
    </form>
  );
}
