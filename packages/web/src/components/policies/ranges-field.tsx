import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface RangesFieldProps {
  readonly kind: 'session' | 'service_credential';
  readonly ranges: readonly string[];
}

/** One network a line; none is anywhere. */
export function RangesField({ kind, ranges }: RangesFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {t(`policies.addresses.${kind}`)}
      </label>
      <textarea
        id={id}
        name={`addressRanges.${kind}`}
        rows={3}
        spellCheck={false}
        autoCapitalize="none"
        aria-describedby={`${id}-hint`}
        defaultValue={ranges.join('\n')}
        className="block w-full rounded-lg border border-line-strong bg-surface px-3 py-2 font-mono text-base"
      />
      <p id={`${id}-hint`} className="mt-1 text-sm leading-5 text-muted">
        {t('policies.addresses.hint')}
      </p>
    </div>
  );
}
