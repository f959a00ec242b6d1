import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

/** `shown`: what a clock of the viewer's shows then, empty until that is chosen. */
export type When = { readonly is: 'now' } | { readonly is: 'later'; readonly shown: string };

interface LockOutWhenProps {
  readonly when: When;
  readonly onChange: (when: When) => void;
}

export function LockOutWhen({ when, onChange }: LockOutWhenProps) {
  const { t } = useTranslation();
  const choice = useId();
  const option = (is: When['is'], text: ReactNode, chosen: When) => (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="radio"
        name={choice}
        className="size-5 accent-accent"
        checked={when.is === is}
        onChange={() => onChange(chosen)}
      />
      {text}
    </label>
  );
  return (
    <fieldset className="mt-4">
      <legend className="font-medium">{t('organization.lockOut.when')}</legend>
      {option('now', t('organization.lockOut.now'), { is: 'now' })}
      {option('later', t('organization.lockOut.later'), { is: 'later', shown: '' })}
      {when.is === 'later' ? (
        <TextField
          label={t('organization.lockOut.at')}
          type="datetime-local"
          required
          value={when.shown}
          onChange={({ target }) => onChange({ is: 'later', shown: target.value })}
        />
      ) : null}
    </fieldset>
  );
}
